import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptAttribute,
  contentFits,
  displayName,
  isEvidenceRefusal,
  kindsFor,
  LARGEST_FILE,
  planFile,
  planLink,
  refusalInWords,
} from './evidence.ts'

const EVERYTHING = ['text', 'file', 'link', 'image', 'audio', 'video']
const reason = (plan: { ok: true } | { ok: false; reason: string }): string => (plan.ok ? 'ok' : plan.reason)

describe('names of files', () => {
  test.each([
    ['../../x.pdf', 'name_path'],
    ['C:\\plans\\x.pdf', 'name_path'],
    ['..', 'name_path'],
    ['creek\u0000.pdf', 'name_control'],
    ['creek\n.pdf', 'name_control'],
    ['plan\u202Efdp.exe', 'name_control'],
    ['', 'name_empty'],
    ['   ', 'name_empty'],
    ['.pdf', 'name_empty'],
    ['CON.pdf', 'name_reserved'],
    ['lpt1', 'name_reserved'],
    [`${'ä'.repeat(130)}.pdf`, 'name_long'],
  ])('%j is refused', (name, expected) => {
    expect(reason(displayName(name))).toBe(expected)
  })

  test.each([
    'Creek plans, before.pdf',
    'Bildschirmfoto 2026-11-09 um 9.41.00.png',
    'Māori pūrākau.docx',
    '計画.pdf',
    'Console.pdf',
  ])('%j is kept as it is', (name) => expect(displayName(name)).toEqual({ ok: true, name: name.normalize('NFC') }))

  test('no name that is taken leads anywhere or hides anything', () => {
    assert(
      property(string({ unit: 'binary' }), (raw) => {
        const named = displayName(raw)
        if (!named.ok) return
        expect(named.name).not.toMatch(/[/\\\p{Cc}\u202E]/u)
        expect(named.name).not.toBe('')
        expect(new TextEncoder().encode(named.name).length).toBeLessThanOrEqual(255)
      }),
    )
  })
})

describe('what a prompt takes', () => {
  test('"file" is a page somebody wrote or drew', () => {
    expect(kindsFor(['text', 'file'])).toEqual(['image', 'pdf', 'document'])
    expect(kindsFor(['text'])).toEqual([])
    expect(acceptAttribute(['audio'])).toBe('.mp3,.m4a,.wav,.ogg,.webm')
  })

  test.each([
    ['notes.pdf', ['text'], 'type_not_here'],
    ['talk.mp3', ['text', 'file'], 'type_not_here'],
    ['page.html', EVERYTHING, 'type_unknown'],
    ['drawing.svg', EVERYTHING, 'type_unknown'],
    ['setup.exe', EVERYTHING, 'type_unknown'],
    ['photo.jpg.exe', EVERYTHING, 'type_unknown'],
    ['macro.docm', EVERYTHING, 'type_unknown'],
    ['notes', EVERYTHING, 'type_unknown'],
  ])('%s for %j: %s', (name, responses, expected) => {
    expect(reason(planFile(name, 10, responses))).toBe(expected)
  })

  test('sizes', () => {
    expect(reason(planFile('a.mp4', LARGEST_FILE, EVERYTHING))).toBe('ok')
    expect(reason(planFile('a.mp4', LARGEST_FILE + 1, EVERYTHING))).toBe('too_large')
    expect(reason(planFile('a.mp4', 0, EVERYTHING))).toBe('empty_file')
    expect(reason(planFile('a.mp4', null, EVERYTHING))).toBe('ok')
  })

  test('a recording in WebM is sound where only sound is asked for', () => {
    expect(planFile('me.webm', 10, ['audio'])).toMatchObject({ kind: 'audio', mediaType: 'audio/webm' })
    expect(planFile('me.webm', 10, ['audio', 'video'])).toMatchObject({ kind: 'video', mediaType: 'video/webm' })
  })
})

describe('what is inside', () => {
  const content = { bytes: 10, signature: null, text: false, beginning: '' }
  const text = (beginning: string) => ({ ...content, text: true, beginning })

  test('a signature must be the one of the name', () => {
    expect(contentFits('a.pdf', { ...content, signature: 'pdf' })).toBe(true)
    expect(contentFits('a.pdf', { ...content, signature: 'exe' })).toBe(false)
    expect(contentFits('a.pdf', text('<html>'))).toBe(false)
    expect(contentFits('a.docx', { ...content, signature: 'zip' })).toBe(false)
    expect(contentFits('a.JPEG', { ...content, signature: 'jpg' })).toBe(true)
  })

  test('text is UTF-8 without markup or a program in it', () => {
    expect(contentFits('a.txt', text('A, "Where the water should go."'))).toBe(true)
    expect(contentFits('a.csv', text('who;what\nA;water'))).toBe(true)
    expect(contentFits('a.txt', text('  <!DOCTYPE html><p>'))).toBe(false)
    expect(contentFits('a.txt', text('\n<svg onload=x>'))).toBe(false)
    expect(contentFits('a.txt', text('#!/bin/sh'))).toBe(false)
    expect(contentFits('a.txt', content)).toBe(false)
    expect(contentFits('a.txt', { ...text('x'), signature: 'xml' })).toBe(false)
  })

  test('what is not in the allowlist never fits', () => {
    assert(
      property(constantFrom('html', 'svg', 'exe', 'js', 'sh', 'zip', ''), string(), (extension, signature) => {
        expect(contentFits(`a.${extension}`, { ...content, signature, text: true })).toBe(false)
      }),
    )
  })
})

describe('links', () => {
  test.each([
    ['javascript:alert(1)', 'link_scheme'],
    ['data:text/html,x', 'link_scheme'],
    ['ftp://example.org/x', 'link_scheme'],
    ['https://me:secret@example.org/', 'link_secret'],
    ['https://', 'link_invalid'],
    ['notes', 'link_invalid'],
    ['', 'link_invalid'],
    [`https://example.org/${'x'.repeat(2000)}`, 'link_invalid'],
  ])('%s: %s', (url, expected) => {
    expect(reason(planLink(url, ''))).toBe(expected)
  })

  test('is called what the person says, else by its address', () => {
    expect(planLink('example.org/plan', '')).toEqual({
      ok: true,
      url: 'https://example.org/plan',
      name: 'example.org/plan',
    })
    expect(planLink('https://example.org/', 'Our plan')).toEqual({
      ok: true,
      url: 'https://example.org/',
      name: 'Our plan',
    })
  })

  test('never leads to anything but the web', () => {
    assert(
      property(string(), string(), (url, name) => {
        const plan = planLink(url, name)
        if (plan.ok) expect(plan.url).toMatch(/^https?:\/\//)
      }),
    )
  })
})

test('every refusal is a sentence', () => {
  expect(isEvidenceRefusal('name_path')).toBe(true)
  expect(isEvidenceRefusal('constructor')).toBe(false)
  expect(refusalInWords('too_large')).toMatch(/2 GB/)
})
