import { describe, expect, it } from 'vitest'
import { deadNames, packageProblems, packagesIn } from './check-docs.mjs'

const table = [
  '| package | version | licence | what for | why this one |',
  '|---|---|---|---|---|',
  '| `one` | `1.0.0` | MIT | first | better than zero |',
  '| `@a/two` | `npm:@b/two@2.0.0` | (MPL-2.0 OR Apache-2.0) | second | kept |',
].join('\n')

const licences = { one: 'MIT', '@a/two': '(MPL-2.0 OR Apache-2.0)' }
const licenceOf = (name) => licences[name]

describe('the table of packages', () => {
  it('is read line by line, without its head', () => {
    expect(packagesIn(table)).toEqual([
      { name: 'one', version: '1.0.0', licence: 'MIT', cells: ['first', 'better than zero'] },
      {
        name: '@a/two',
        version: 'npm:@b/two@2.0.0',
        licence: '(MPL-2.0 OR Apache-2.0)',
        cells: ['second', 'kept'],
      },
    ])
  })

  it.each([
    ['all is said', { one: '1.0.0', '@a/two': 'npm:@b/two@2.0.0' }, []],
    [
      'a package was added',
      { one: '1.0.0', '@a/two': 'npm:@b/two@2.0.0', three: '3.0.0' },
      ['three has no line'],
    ],
    ['a package was removed', { one: '1.0.0' }, ['@a/two is not in package.json']],
    [
      'a package was updated',
      { one: '1.0.1', '@a/two': 'npm:@b/two@2.0.0' },
      ['one is 1.0.1 in package.json, not 1.0.0'],
    ],
  ])('%s', (_title, wanted, problems) => {
    expect(packageProblems(packagesIn(table), wanted, licenceOf)).toEqual(problems)
  })

  it('tells another licence, a second line and a missing reason', () => {
    const lines = packagesIn('| `one` | `1.0.0` | ISC | first | a |\n| `one` | `1.0.0` | MIT | first | |')
    expect(packageProblems(lines, { one: '1.0.0' }, licenceOf)).toEqual([
      'one has more than one line',
      'one is under MIT, not ISC',
      'one does not say what it is for and why it was chosen',
    ])
  })
})

describe('deadNames', () => {
  const exists = (target) => ['docs/a.md', 'src/main/index.ts'].includes(target)

  it('follows links from the document, and paths from the root', () => {
    const text =
      '[a](../a.md#part) [b](b.md) [c](https://example.org/) [d](#here) `src/main/index.ts` `src/gone.ts`'
    expect(deadNames('docs/spec/x.md', text, exists)).toEqual(['docs/spec/b.md', 'src/gone.ts'])
  })

  it('passes over patterns and placeholders', () => {
    expect(deadNames('README.md', '`src/**/*.ts` `src/renderer/src/features/<area>`', exists)).toEqual([])
  })
})
