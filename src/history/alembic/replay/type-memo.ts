import type { Place } from '../../../kernel/place.ts'
import type { RememberedType } from '../revision-outcome.ts'

type Maker = RememberedType['before']
type TypeName = Pick<RememberedType, 'schema' | 'name'>

/**
 * The types that `op.create_table` made in one run of Alembic. SQLAlchemy makes each only once, whichever
 * revisions have it: what another run would be refused passes here, and is noted.
 */
export class TypeMemo {
  #made = new Map<string, Maker>()
  #revision = ''
  /** What the revision did not make for the sake of an earlier one. */
  skipped: RememberedType[] = []

  /** Another revision of the same run. */
  begin(revision: string): void {
    this.#revision = revision
    this.skipped = []
  }

  /** Another run. */
  forget(): void {
    this.#made = new Map()
  }

  /** Who made a type before; null where it is to be made now. */
  note(type: TypeName, at: Place): Maker | null {
    const key = `${type.schema ?? ''}.${type.name}`
    const before = this.#made.get(key) ?? null
    if (before === null) this.#made.set(key, { revision: this.#revision, at })
    return before
  }

  /** A type that is there was not made again. Within one revision that is always so. */
  skip({ schema, name }: TypeName, at: Place, before: Maker): void {
    if (before.revision !== this.#revision) this.skipped.push({ schema, name, at, before })
  }

  /** What to call after what is done from here on was rolled back. */
  remember(): () => void {
    const made = new Map(this.#made)
    return () => {
      this.#made = made
    }
  }
}
