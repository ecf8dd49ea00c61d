import { createHash } from 'node:crypto'

/** Of the picture at an address: PeerTube gives every new picture a new name. Null: there is none. */
export function pictureVersion(address: string | null): string | null {
  return address === null ? null : createHash('sha1').update(address).digest('base64url').slice(0, 12)
}
