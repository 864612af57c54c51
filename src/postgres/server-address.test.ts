import { describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { describeAddress, parseAddress } from './server-address.ts'

const parse = (text: string): ReturnType<typeof parseAddress> => parseAddress(new Secret(text))

describe('parseAddress', () => {
  test('reads the usual form', () => {
    const address = parse('postgresql://app:s%40cret@db.example.com:6432/specs?sslmode=require')
    expect(address).toMatchObject({
      host: 'db.example.com',
      port: 6432,
      user: 'app',
      database: 'specs',
      tls: { mode: 'require' },
    })
    expect(address.password?.reveal()).toBe('s@cret')
    expect(describeAddress(address)).toBe('specs at db.example.com:6432 as app')
  })

  test('fills in what libpq fills in', () => {
    expect(parse('postgres://app@localhost')).toMatchObject({
      port: 5432,
      database: 'app',
      tls: { mode: 'disable' },
    })
  })

  test('TLS is tried on the way to another machine, unless it is refused', () => {
    expect(parse('postgres://db.example.com/x').tls.mode).toBe('prefer')
    expect(parse('postgres://db.example.com/x?sslmode=disable').tls.mode).toBe('disable')
  })

  test('a socket is given as the folder it is in', () => {
    const address = parse('postgresql:///specs?host=/var/run/postgresql')
    expect(address).toMatchObject({ host: '/var/run/postgresql', database: 'specs' })
  })

  test('IPv6 loses its brackets', () => {
    expect(parse('postgresql://[::1]:5433/specs')).toMatchObject({ host: '::1', port: 5433 })
  })

  test.each([
    ['mysql://root:hunter2@localhost/x', 'does not start with'],
    ['postgresql://app:hunter2@local host/x', 'is not a valid URL'],
    ['postgresql://app:hunter2@localhost/x?sslmode=hunter2', '"sslmode"'],
    ['postgresql://app:hunter2@localhost/x?channel_binding=require', 'a parameter that is unknown'],
    ['postgresql://app?hunter2@localhost/x', 'a parameter that is unknown'],
    ['postgresql://app:hunter2%zz@localhost/x', 'hexadecimal'],
  ])('%s is refused and not shown', (url, said) => {
    const attempt = (): unknown => parse(url)
    expect(attempt).toThrow(said)
    try {
      attempt()
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('hunter2')
    }
  })
})
