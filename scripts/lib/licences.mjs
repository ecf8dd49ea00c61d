// Which licences may be in the package, and how packages say theirs.

// All of them may be given away inside an AGPL-3.0-or-later program.
const ALLOWED = new Set([
  '0BSD',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
])

/** The licence that a package.json names, as an SPDX expression; undefined when it names none. */
export function licenceIn({ license, licenses }) {
  // Before SPDX expressions there was an object, or a list of objects of which one may choose.
  const named = [license ?? licenses ?? []].flat().map((item) => item.type ?? item)
  return named.length === 0 ? undefined : named.join(' OR ')
}

/** Whether an SPDX expression can be met with allowed licences alone: all sides of an AND, one of an OR. */
export function isAllowed(expression) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? []
  const either = () => {
    let met = both()
    while (words[0] === 'OR') {
      words.shift()
      met = both() || met
    }
    return met
  }
  const both = () => {
    let met = one()
    while (words[0] === 'AND') {
      words.shift()
      met = one() && met
    }
    return met
  }
  const one = () => {
    const word = words.shift()
    if (word !== '(') return ALLOWED.has(word)
    const met = either()
    words.shift()
    return met
  }
  const met = either()
  // What is left over was no expression, such as "SEE LICENSE IN …" or "… WITH an-exception".
  return met && words.length === 0
}
