import type { Answer, HostCall } from '../../python/value/value.ts'
import { argument, flagIn, keyword, numberIn, textIn } from './read-value.ts'
import { isOfTypeClass } from './is-of-type-class.ts'
import { itemOfKind, saObject, type SaObject } from './sa-object.ts'
import { makeArray, makeDomain, makeEnum, makePickled } from './made-types.ts'
import { instantiateType, recordInit } from './own-types.ts'
import type { SqlType } from './drafts.ts'
import { plainType } from './sql-type.ts'
import { typeFacts, typeObject } from './type-object.ts'

type Make = (call: HostCall) => SqlType

/** `VARCHAR(50)`, with a collation. */
const sized =
  (name: string): Make =>
  (call) => {
    const length = numberIn(argument(call, 0, 'length'))
    const collation = textIn(argument(call, 1, 'collation'))
    return plainType(length === null ? name : `${name}(${length})`, { collation })
  }

const fixed =
  (sql: string, more: Parameters<typeof plainType>[1] = {}): Make =>
  () =>
    plainType(sql, more)

const numeric =
  (name: string): Make =>
  (call) => {
    const precision = numberIn(argument(call, 0, 'precision'))
    const scale = numberIn(argument(call, 1, 'scale'))
    if (precision === null) return plainType(name)
    return plainType(`${name}(${scale === null ? precision : `${precision}, ${scale}`})`)
  }

const float: Make = (call) => {
  const precision = numberIn(argument(call, 0, 'precision'))
  return plainType(precision === null ? 'FLOAT' : `FLOAT(${precision})`)
}

const zoned =
  (name: string): Make =>
  (call) => {
    const isZoned = flagIn(argument(call, 0, 'timezone')) === true
    const precision = numberIn(argument(call, 1, 'precision'))
    const digits = precision === null ? '' : `(${precision})`
    return plainType(`${name}${digits} ${isZoned ? 'WITH' : 'WITHOUT'} TIME ZONE`)
  }

const interval: Make = (call) => {
  const precision = numberIn(
    argument(call, 0, 'precision') ?? keyword(call.keywords, 'second_precision'),
  )
  const fields = textIn(argument(call, 1, 'fields'))
  const words = ['INTERVAL', fields, precision === null ? null : `(${precision})`]
  return plainType(words.filter((word) => word !== null).join(' '))
}

/** `Interval(native, second_precision, day_precision)`. */
const genericInterval: Make = (call) => {
  const precision = numberIn(argument(call, 1, 'second_precision'))
  return plainType(precision === null ? 'INTERVAL' : `INTERVAL (${precision})`)
}

const bit: Make = (call) => {
  const length = numberIn(argument(call, 0, 'length'))
  const varies = flagIn(argument(call, 1, 'varying')) === true
  if (varies) return plainType(length === null ? 'BIT VARYING' : `BIT VARYING(${length})`)
  return plainType(`BIT(${length ?? 1})`)
}

const uuid: Make = (call) =>
  plainType(flagIn(keyword(call.keywords, 'native_uuid')) === false ? 'CHAR(32)' : 'UUID')

const boolean: Make = ({ keywords }) => {
  if (flagIn(keyword(keywords, 'create_constraint')) !== true) return plainType('BOOLEAN')
  // PostgreSQL has a boolean of its own, which needs no check.
  return plainType('BOOLEAN')
}

const vector =
  (name: string): Make =>
  (call) => {
    const dimensions = numberIn(argument(call, 0, 'dim'))
    const sql = dimensions === null ? name : `${name}(${dimensions})`
    return plainType(sql, { extension: 'vector' })
  }

const geometry =
  (name: string): Make =>
  (call) => {
    const form = textIn(argument(call, 0, 'geometry_type')) ?? 'GEOMETRY'
    const srid = numberIn(argument(call, 1, 'srid')) ?? -1
    return plainType(`${name}(${form},${srid})`, { extension: 'postgis' })
  }

const plain: readonly (readonly [string, Make])[] = [
  ...['String', 'VARCHAR', 'Unicode', 'NVARCHAR', 'AutoString'].map((name): [string, Make] => [
    name,
    sized('VARCHAR'),
  ]),
  ...['Text', 'TEXT', 'UnicodeText', 'CLOB'].map((name): [string, Make] => [name, sized('TEXT')]),
  ['CHAR', sized('CHAR')],
  ['NCHAR', sized('NCHAR')],
  ...['Integer', 'INTEGER', 'INT'].map((name): [string, Make] => [
    name,
    fixed('INTEGER', { serial: 'SERIAL' }),
  ]),
  ...['SmallInteger', 'SMALLINT'].map((name): [string, Make] => [
    name,
    fixed('SMALLINT', { serial: 'SMALLSERIAL' }),
  ]),
  ...['BigInteger', 'BIGINT'].map((name): [string, Make] => [
    name,
    fixed('BIGINT', { serial: 'BIGSERIAL' }),
  ]),
  ['Numeric', numeric('NUMERIC')],
  ['NUMERIC', numeric('NUMERIC')],
  ['DECIMAL', numeric('DECIMAL')],
  ['Float', float],
  ['FLOAT', float],
  ['REAL', fixed('REAL')],
  ['Double', fixed('DOUBLE PRECISION')],
  ['DOUBLE', fixed('DOUBLE PRECISION')],
  ['DOUBLE_PRECISION', fixed('DOUBLE PRECISION')],
  ['Boolean', boolean],
  ['BOOLEAN', boolean],
  ['DateTime', zoned('TIMESTAMP')],
  ['DATETIME', zoned('TIMESTAMP')],
  ['TIMESTAMP', zoned('TIMESTAMP')],
  ['Time', zoned('TIME')],
  ['TIME', zoned('TIME')],
  ['Date', fixed('DATE')],
  ['DATE', fixed('DATE')],
  ['Interval', genericInterval],
  ['INTERVAL', interval],
  ...['LargeBinary', 'BLOB', 'BYTEA', 'VARBINARY', 'BINARY'].map((name): [string, Make] => [
    name,
    fixed('BYTEA'),
  ]),
  ['JSON', fixed('JSON')],
  ['JSONB', fixed('JSONB')],
  ['Uuid', uuid],
  // SQLModel's own, of its first years.
  ['GUID', fixed('UUID')],
  ['UUID', uuid],
  ['BIT', bit],
  ['HSTORE', fixed('HSTORE', { extension: 'hstore' })],
  ['CITEXT', fixed('CITEXT', { extension: 'citext' })],
  ['NullType', () => ({ kind: 'null' })],
  ...`INET CIDR MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TSVECTOR TSQUERY JSONPATH XML INT4RANGE
    INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE
    DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE`
    .split(/\s+/)
    .map((name): [string, Make] => [name, fixed(name)]),
]

const ofVectors: readonly (readonly [string, Make])[] = [
  ['Vector', vector('VECTOR')],
  ['VECTOR', vector('VECTOR')],
  ['HALFVEC', vector('HALFVEC')],
  ['SPARSEVEC', vector('SPARSEVEC')],
  [
    'BIT',
    (call) => {
      const length = numberIn(argument(call, 0, 'length'))
      return plainType(length === null ? 'BIT' : `BIT(${length})`)
    },
  ],
]

const ofGeometry: readonly (readonly [string, Make])[] = [
  ['Geometry', geometry('geometry')],
  ['Geography', geometry('geography')],
  ['Raster', fixed('raster', { extension: 'postgis_raster' })],
]

/** Types of sqlalchemy-utils, as they are on PostgreSQL. */
const ofUtilities: readonly (readonly [string, Make])[] = [
  ['EmailType', (call) => plainType(`VARCHAR(${numberIn(argument(call, 0, 'length')) ?? 255})`)],
  ['URLType', fixed('TEXT')],
  ['UUIDType', fixed('UUID')],
  ['JSONType', fixed('JSON')],
  ['IPAddressType', sizedTo(50)],
  [
    'PhoneNumberType',
    (call) => plainType(`VARCHAR(${numberIn(argument(call, 1, 'max_length')) ?? 20})`),
  ],
  ['CountryType', sizedTo(2)],
  ['CurrencyType', sizedTo(3)],
  ['LocaleType', sizedTo(10)],
  ['TimezoneType', sizedTo(50)],
  ['ColorType', sizedTo(20)],
  ['WeekDaysType', fixed('BIT(7)')],
  ['ScalarListType', fixed('TEXT')],
  ['TSVectorType', fixed('TSVECTOR')],
  ['LtreeType', fixed('LTREE', { extension: 'ltree' })],
  ['ArrowType', fixed('TIMESTAMP WITHOUT TIME ZONE')],
  ['EncryptedType', fixed('BYTEA')],
  ['StringEncryptedType', fixed('VARCHAR')],
]

/** Types of fastapi-users, advanced-alchemy and fastapi-storages. */
const ofOthers: readonly (readonly [string, Make])[] = [
  ['GUID', fixed('UUID')],
  ['TIMESTAMPAware', fixed('TIMESTAMP WITH TIME ZONE')],
  ['DateTimeUTC', fixed('TIMESTAMP WITH TIME ZONE')],
  ['CIText', fixed('CITEXT', { extension: 'citext' })],
  ['FileType', fixed('VARCHAR')],
  ['ImageType', fixed('VARCHAR')],
]

function sizedTo(length: number): Make {
  return fixed(`VARCHAR(${length})`)
}

/** A class of types: called it gives a type, and the project's types inherit from it. */
export function typeClass(name: string, make: (call: HostCall) => Answer): SaObject {
  const self: SaObject = saObject(
    name,
    { kind: 'type-class', name, make },
    {
      call: make,
      getAttribute: (attribute) => {
        if (attribute === '__init__') return recordInit
        if (attribute === '__name__') return { kind: 'str', value: name }
        return typeFacts(attribute)
      },
      getItem: () => self,
      instantiate: (type, call) => instantiateType(type, call),
      isInstance: (value, { machine }) => {
        const item = itemOfKind(value, 'type')
        return item
          ? (isOfTypeClass(item.type, name) ??
              machine.unknown(`whether this is a ${name} is not known`))
          : false
      },
    },
  )
  return self
}

function typeObjectOf(make: Make): (call: HostCall) => Answer {
  return (call) => typeObject(make(call))
}

/** All classes of types by the names of the libraries. */
export function typeClasses(
  library: 'sqlalchemy' | 'pgvector' | 'sqlalchemy_utils' | 'geoalchemy2' | 'others',
): ReadonlyMap<string, SaObject> {
  const list = {
    sqlalchemy: plain,
    pgvector: ofVectors,
    sqlalchemy_utils: ofUtilities,
    geoalchemy2: ofGeometry,
    others: ofOthers,
  }[library]
  const found = new Map(list.map(([name, make]) => [name, typeClass(name, typeObjectOf(make))]))
  if (library !== 'sqlalchemy') return found
  for (const name of ['Enum', 'ENUM']) found.set(name, typeClass(name, makeEnum))
  found.set('ARRAY', typeClass('ARRAY', makeArray))
  found.set('DOMAIN', typeClass('DOMAIN', makeDomain))
  for (const name of ['PickleType', 'MutableType']) found.set(name, typeClass(name, makePickled))
  for (const name of ['TypeDecorator', 'UserDefinedType', 'TypeEngine']) {
    found.set(
      name,
      typeClass(name, (call) => call.machine.unknown(`a ${name} alone has no type`)),
    )
  }
  return found
}
