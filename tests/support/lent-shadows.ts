import type { Session } from '../../src/postgres/session.ts'

/** Lends empty databases, and empties them for the next time: quicker than to make new ones. */
export class LentShadows {
  readonly #open: () => Promise<Session>
  readonly #free: Session[] = []
  readonly #all: Session[] = []

  constructor(open: () => Promise<Session>) {
    this.#open = open
  }

  readonly lend = async <Result>(work: (shadow: Session) => Promise<Result>): Promise<Result> => {
    const shadow = this.#free.pop() ?? (await this.#opened())
    // One whose work failed is not lent again: who knows in what state it is.
    const result = await work(shadow)
    await shadow.run(`reset all; ${everythingGone}`)
    this.#free.push(shadow)
    return result
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    for (const session of this.#all) await session.close()
  }

  async #opened(): Promise<Session> {
    const session = await this.#open()
    this.#all.push(session)
    return session
  }
}

/** What makes a database as empty as a new one. */
export const everythingGone = `do $$ declare name text; begin
  for name in select extname from pg_extension where extname <> 'plpgsql' loop
    execute format('drop extension %I cascade', name);
  end loop;
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', name);
  end loop;
  create schema public;
  comment on schema public is 'standard public schema';
  grant all on schema public to public;
end $$`
