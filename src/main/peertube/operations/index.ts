import * as channels from './channels'
import type { Operation } from './define'
import * as instance from './instance'
import * as lives from './lives'
import * as playlists from './playlists'
import * as session from './session'
import * as videos from './videos'

function isOperation(value: unknown): value is Operation {
  return (
    typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'result' in value
  )
}

/** All operations that are used, in the order of their declaration. */
export const operations: readonly Operation[] = [session, instance, videos, lives, channels, playlists]
  .flatMap((resource): unknown[] => Object.values(resource))
  .filter(isOperation)
