import { createHash } from 'node:crypto'
import type { ListedVideo } from '../library/ports'
import { LIST_COLUMNS } from './library-columns'

/** Of all that a list says. */
export function listHash(listed: ListedVideo): string {
  return digest(LIST_COLUMNS.map((column) => listed[column] ?? null))
}

/** What a person or the server's work changes, and no visitor does. */
export function contentHash(listed: ListedVideo): string {
  const { views: _views, likes: _likes, updatedAt: _updatedAt, ...content } = listed
  return digest(LIST_COLUMNS.map((column) => (column in content ? (listed[column] ?? null) : null)))
}

function digest(values: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(values)).digest('base64url')
}
