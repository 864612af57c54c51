import type { ObjectReference } from '../catalogue/object-reference.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { Subject } from './finding.ts'

/** An object's path: `public.users`, `public.users.email`; parts stand behind their table or type. */
export function objectPath(object: ObjectReference): string {
  if (object.kind === 'undescribed') return object.identity
  if ('relation' in object) return `${object.schema}.${object.relation}.${object.name}`
  if ('type' in object) return `${object.schema}.${object.type}.${object.name}`
  if ('identityArguments' in object) return `${formatName(object)}(${object.identityArguments})`
  return 'schema' in object ? formatName(object) : object.name
}

/** What a subject is called in settings and reports: `auth:public.users.email`, `auth/003_billing`, `auth/app/main.py`. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'object':
      return `${subject.database}:${objectPath(subject.object)}`
    case 'revision':
      return `${subject.database}/${subject.revision}`
    case 'file':
      return [...(subject.database === null ? [] : [subject.database]), subject.file].join('/')
  }
}
