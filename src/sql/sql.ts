declare const checked: unique symbol

/**
 * Text that is safe to send to PostgreSQL: made only by {@link sql}, {@link joinSql} and by
 * `identifier`, `qualified` and `literal`, which quote what comes from strangers.
 */
export type Sql = string & { readonly [checked]: true }

/** Builds SQL from a fixed text and checked parts; a bare string in a slot does not compile. */
export function sql(texts: TemplateStringsArray, ...slots: readonly Sql[]): Sql {
  let built = ''
  texts.forEach((text, at) => {
    built = append(append(built, text), slots[at] ?? '')
  })
  return built as Sql
}

/** Puts a separator between the parts, as in a list of columns. */
export function joinSql(parts: Iterable<Sql>, separator: Sql): Sql {
  let built: string | null = null
  for (const part of parts) {
    built = built === null ? part : append(append(built, separator), part)
  }
  return (built ?? '') as Sql
}

/** Two minus signs in a row would start a comment: `a -` and `-5` must not become `a --5`. */
function append(left: string, right: string): string {
  return left.endsWith('-') && right.startsWith('-') ? `${left} ${right}` : left + right
}

/**
 * Takes a text that PostgreSQL itself printed as SQL (an expression, a definition, a type), as it
 * stands in a catalogue. The only other way into {@link Sql}; used by print/ and nowhere else.
 */
export function verbatim(text: string): Sql {
  return text as Sql
}
