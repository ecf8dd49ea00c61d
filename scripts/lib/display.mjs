import { start, endGroup } from './process.mjs'

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

// The shell ends the server when its input closes, which happens even if this program is killed outright.
const SERVER = 'Xvfb -displayfd 3 -screen 0 "$1" -nolisten tcp -noreset >/dev/null 2>&1 & read _; kill $!'

/**
 * Starts an Xvfb on a free display. Resolves to `{ env, stop }`: what a program needs to draw there, and a function
 * that ends the server. Throws when it does not come up within ten seconds.
 */
export async function startDisplay(size = '1600x1000x24') {
  const child = start('sh', ['-c', SERVER, 'sh', size], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start within ten seconds.')), 10_000)
    let text = ''
    child.stdio[3].setEncoding('utf8').on('data', (data) => {
      text += data
      if (!text.includes('\n')) return
      clearTimeout(timer)
      resolve(text.trim())
    })
    child.once('exit', () => reject(new Error('Xvfb ended at once.')))
  })
  return {
    env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' },
    stop: () => endGroup(child.pid),
  }
}
