import { Problem } from '../problem'
import type { Checks } from './checks'

const PASSWORD_PROTECTED = 5

/** Looked at whatever the privacy is. */
export function checkPasswordField(checks: Checks, field: string, sent: unknown): void {
  const isList = sent === undefined || Array.isArray(sent)
  checks.check(isList, field, sent, 'body', 'Video passwords should be an array.')
}

/**
 * The passwords of a request whose video is (or becomes) password protected; undefined when it is not.
 * @throws Problem 400 when they are missing, doubled, or of a wrong length.
 */
export function readPasswords(privacy: number, sent: unknown): string[] | undefined {
  if (privacy !== PASSWORD_PROTECTED) return undefined
  if (sent === undefined) throw new Problem(400, 'Video passwords are missing.')
  return checkPasswordList(sent)
}

export function checkPasswordList(sent: unknown): string[] {
  if (!Array.isArray(sent) || sent.length === 0) {
    throw new Problem(400, 'At least one video password is required.')
  }
  if (new Set(sent).size !== sent.length) throw new Problem(400, 'Duplicate video passwords are not allowed.')
  if (!sent.every((password): password is string => typeof password === 'string')) {
    throw new Problem(400, 'Video password should be a string.')
  }
  // Its words allow 100, the server does not.
  if (!sent.every(({ length }) => length >= 2 && length < 100)) {
    throw new Problem(
      400,
      'Invalid video password. Password length should be at least 2 characters and no more than 100 characters.',
    )
  }
  return sent
}
