/** PeerTube's codes are TOTP with six digits. */
export const OTP_LENGTH = 6

/** The code in what was typed or pasted: digits alone, no more than a code has. */
export function otpDigits(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, OTP_LENGTH)
}
