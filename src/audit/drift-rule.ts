import { referenceKey } from '../catalogue/object-reference.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { witnesses } from '../compare/testimony.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { AuditCase, DatabaseCase, HistoryGap } from './audit-case.ts'
import { causeOfGap, gapBehind, unknownSentence } from './gap-behind.ts'
import { causeOf, culpritOf } from './cause.ts'
import type { Cure } from './cure.ts'
import { driftCures } from './drift-cures.ts'
import type { DriftTopic } from './drift-topic.ts'
import type { Evidence } from './finding.ts'
import type { Found, Rule } from './rule.ts'
import { objectSubjects } from './object-subjects.ts'
import { milderSeverity } from './milder-severity.ts'
import { nounOf } from './noun-of.ts'
import { listOf } from './sentences.ts'
import { objectPath } from './subject-name.ts'
import { topicInCase } from './topic-in-case.ts'
import { sayingOf, testimonySentence } from './verdict-sentence.ts'
import { wholeOf } from './whole-of.ts'
import { groupBy } from '../kernel/group-by.ts'

/** What a rule about contradictions says for itself; how it is found is the same for all. */
export interface DriftRule extends Pick<Rule, 'name' | 'severity' | 'finds' | 'why'> {
  readonly topic: DriftTopic
  readonly family?: Rule['family']
  /** What a finding says, where it is more than what each witness says; without a full stop. */
  readonly sentence?: (group: readonly Verdict[], subject: DatabaseCase) => string
  /** Its ways out, before those of all contradictions. */
  readonly cures?: (group: readonly Verdict[], subject: DatabaseCase) => readonly Cure[]
}

/**
 * Makes the rule about one topic of contradictions. What the ledger explains (stamped, edited,
 * interrupted revisions) is told by the rules about the ledger, once.
 */
export function driftRule(rule: DriftRule): Rule {
  const { name, severity, finds, why, family = 'drift', topic } = rule
  return {
    name,
    severity,
    finds,
    why,
    family,
    check: (whole) =>
      whole.databases.flatMap((subject) =>
        grouped(unexplained(topic, subject, whole), subject).map((group) =>
          foundOf(group, subject, rule),
        ),
      ),
  }
}

/** What is told under a topic: contradictions that the ledger does not explain. */
export function unexplained(
  topic: DriftTopic,
  subject: DatabaseCase,
  whole: AuditCase,
): readonly Verdict[] {
  return subject.verdicts.filter((verdict) => {
    if (topicInCase(verdict, subject, whole) !== topic) return false
    const { kind } = causeOf(verdict, subject)
    return kind === 'by-hand' || kind === 'code' || kind === 'unread'
  })
}

/** Of those what is also no question of a revision that could not be read or run. */
export function certain(
  topic: DriftTopic,
  subject: DatabaseCase,
  whole: AuditCase,
): readonly Verdict[] {
  return unexplained(topic, subject, whole).filter((one) => gapBehind(one, subject) === null)
}

/** Verdicts that say the same of several objects have one cause, and so have the parts of one table. */
function grouped(
  verdicts: readonly Verdict[],
  subject: DatabaseCase,
): readonly (readonly Verdict[])[] {
  const groups = groupBy(verdicts, (verdict) => {
    const gap = gapBehind(verdict, subject)
    return [groupKey(verdict), gap ? causeOfGap(gap) : ''].join('\0')
  })
  return [...groups.values()]
}

function groupKey({ kind, object, variant, attribute, said }: Verdict): string {
  const kinds = witnesses.map((witness) => said[witness].kind)
  if (attribute === null) {
    const whole = wholeOf(object)
    return [kind, variant, ...kinds, whole ? referenceKey(whole) : ''].join('\0')
  }
  // Texts of several lines are of one object: nobody changes two functions into the same.
  const values = witnesses.map((witness) => {
    const one = said[witness]
    return one.kind === 'value' ? canonicalJson(one.value) : one.kind
  })
  return [kind, variant, attribute, ...values].join('\0')
}

function foundOf(group: readonly Verdict[], subject: DatabaseCase, rule: DriftRule): Found {
  const [first] = group
  if (first === undefined) throw new RangeError('a group has a member')
  const cause = causeOf(first, subject)
  const culprit = culpritOf(first, cause, subject)
  const said = saidOf(group, first, { subject, rule })
  if (cause.kind === 'unread') return unreadOf(cause.gap, group, { said, subject })
  const own = rule.cures?.(group, subject) ?? []
  const severity = milderSeverity(first) ?? rule.severity
  return { ...said, severity, culprit, cures: [...own, ...driftCures(culprit, first, subject)] }
}

type SaidOfAll = Omit<Found, 'culprit' | 'cures'>

/** Nobody is accused on the ground of what could not be read. */
function unreadOf(
  gap: HistoryGap,
  group: readonly Verdict[],
  { said, subject }: { readonly said: SaidOfAll; readonly subject: DatabaseCase },
): Found {
  const behind = group.map((verdict) => gapBehind(verdict, subject) ?? gap)
  const [first = gap, ...more] = subject.gaps.filter((one) => behind.includes(one))
  const { why, at, text } = first
  return {
    ...said,
    severity: 'note',
    culprit: null,
    message: `${said.message} ${unknownSentence([first, ...more])}`,
    evidence: group.flatMap((verdict, index) => unknownEvidence(verdict, behind[index] ?? gap)),
    cures: [{ kind: 'edit', purpose: purposes[why], at, text: why === 'outside' ? at.file : text }],
  }
}

function unknownEvidence(verdict: Verdict, { text, at }: HistoryGap): readonly Evidence[] {
  return evidenceOf(verdict).map((one) =>
    one.witness === 'history' ? { ...one, says: `unknown: ${text}`, at } : one,
  )
}

const purposes: Readonly<Record<HistoryGap['why'], string>> = {
  unread: 'Write it so that it can be read',
  refused: 'Mend it',
  absent: 'Make it in a revision before that one',
  consequence: 'Mend what it follows from',
  outside: 'Take it into the history, or delete it where nobody runs it',
}

function saidOf(
  group: readonly Verdict[],
  first: Verdict,
  { subject, rule }: { readonly subject: DatabaseCase; readonly rule: DriftRule },
): SaidOfAll {
  const { database } = subject
  return {
    database,
    message: rule.sentence ? `${rule.sentence(group, subject)}.` : messageOf(group, first),
    subjects: objectSubjects(database, group),
    evidence: group.flatMap(evidenceOf),
  }
}

function messageOf(group: readonly Verdict[], first: Verdict): string {
  const noun = nounOf(first.variant, group.length)
  const names = listOf(group.map(({ object }) => objectPath(object)))
  const one = group.length === 1
  const who = one ? `${noun} ${names}` : `${group.length} ${noun} (${names})`
  const joint = first.attribute === null ? (one ? ' is ' : ' are ') : ': '
  return `${who}${joint}${testimonySentence(first)}.`
}

/** What every witness says, with its place. */
export function evidenceOf(verdict: Verdict): readonly Evidence[] {
  const { object, said } = verdict
  return witnesses.flatMap((witness): readonly Evidence[] => {
    const one = said[witness]
    if (one.kind === 'silent') return []
    const says = verdict.attribute === null && one.kind === 'value' ? 'present' : sayingOf(one)
    const at = one.kind === 'value' ? one.at : null
    return [{ witness, subject: objectPath(object), says, at }]
  })
}
