import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { BenchContext } from './context'
import { ended, guard } from './processes'

/** What the hook in Electron is asked, and what it says (see programs/electron-hook.ts). */
export type HookOrder =
  { kind: 'page'; code: string } | { kind: 'watch-delay' } | { kind: 'read-delay' } | { kind: 'exit' }
export type HookAnswer =
  | { kind: 'mark'; name: string; at: number }
  | { kind: 'usable'; isVisible: boolean }
  | { kind: 'value'; value: unknown }
  | { kind: 'failed'; message: string }

export interface DelayResult {
  p50Ms: number
  p99Ms: number
  maxMs: number
}

const START_LIMIT_MS = 60_000

/** What makes each page usable. */
const USABLE = {
  app: `[...document.querySelectorAll('button')].some((button) => button.textContent.includes('Add videos'))
    && document.querySelector('#content [role=row]') !== null`,
  bare: `document.querySelector('button') !== null`,
}

/** One Electron with the app as it was built, or with a bare window. */
export class HookedElectron {
  /** Milliseconds from the start of the process until each step was reached. */
  readonly marks: Record<string, number> = {}
  private stderr = ''

  private constructor(
    private readonly child: ChildProcess,
    private readonly startedAt: number,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    child.on('message', (answer: HookAnswer) => {
      if (answer.kind === 'mark') this.marks[answer.name] = answer.at - this.startedAt
    })
  }

  /** Resolves when the page can be used. */
  static async open(context: BenchContext, what: 'app' | 'bare', profile: string): Promise<HookedElectron> {
    const bare = join(context.programs, 'bare-window.cjs')
    const program = what === 'app' ? join(context.root, 'out', 'main', 'index.js') : bare
    const hook = join(context.programs, 'electron-hook.cjs')
    const flags = [...context.electronFlags, `--user-data-dir=${profile}`, '--lang=en']
    const startedAt = Date.now()
    const child = guard(
      spawn(context.electron, [hook, ...flags], {
        cwd: context.root,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: {
          ...process.env,
          LANGUAGE: 'en',
          LANG: 'en_US.UTF-8',
          LONGSHORE_BENCH_PROGRAM: program,
          LONGSHORE_BENCH_USABLE: USABLE[what],
        },
      }),
    )
    const electron = new HookedElectron(child, startedAt)
    await electron.untilUsable()
    return electron
  }

  get usableAfterMs(): number {
    return this.marks['usable'] ?? Number.NaN
  }

  private untilUsable(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer)
        reject(new Error(`${reason}\n${this.stderr}`))
      }
      const timer = setTimeout(() => {
        fail('no window in time')
      }, START_LIMIT_MS)
      this.child.once('exit', () => {
        fail('Electron ended')
      })
      this.child.on('message', (answer: HookAnswer) => {
        if (answer.kind !== 'usable') return
        this.marks['usable'] = Date.now() - this.startedAt
        clearTimeout(timer)
        if (answer.isVisible) resolve()
        else fail('the window is not shown')
      })
    })
  }

  /** One order at a time. */
  ask<T>(order: HookOrder): Promise<T> {
    return new Promise((resolve, reject) => {
      const onAnswer = (answer: HookAnswer): void => {
        if (answer.kind !== 'value' && answer.kind !== 'failed') return
        this.child.off('message', onAnswer)
        if (answer.kind === 'failed') reject(new Error(answer.message))
        else resolve(answer.value as T)
      }
      this.child.on('message', onAnswer)
      this.child.send(order)
    })
  }

  /** A call over the page's own bridge, unwrapped. */
  call<T>(name: string, input: unknown): Promise<T> {
    const code = `window.longshore.call(${JSON.stringify(name)}, ${JSON.stringify(input)}).then((answer) => {
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return answer.value
    })`
    return this.ask<T>({ kind: 'page', code })
  }

  async close(): Promise<void> {
    const gone = ended(this.child)
    this.child.send({ kind: 'exit' } satisfies HookOrder)
    await gone
  }
}
