import { isWithin } from '../history/alembic/join-path.ts'

const TEST =
  /(^|\/)(tests?|testing|__tests__|fixtures|conftest\.py|test_[^/]*|[^/]*_tests?\.py)(\/|$)/

/** Whether a file is of tests, by its name within the folder that is searched. */
export function isTest(file: string, folder: string): boolean {
  const inside = folder !== '.' && isWithin(file, folder) ? file.slice(folder.length + 1) : file
  return TEST.test(inside)
}
