import { spawn, type ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Remembers a child so that it does not outlive this program. */
export function guard(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}

/** Runs a program to its end; resolves to what it wrote, and rejects when it failed. */
export async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = guard(spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part))
  const code = await ended(child)
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${text}`)
  return text
}
