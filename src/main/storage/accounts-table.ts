import { accountSchema, quotaSchema, type Account } from '@shared/accounts/account'
import { z } from 'zod'
import type { Database } from './database'

/** What is kept of an account; the tokens are elsewhere. `host` follows from `instanceUrl`. */
export interface StoredAccount extends Omit<Account, 'host'> {
  /** Epoch milliseconds. */
  addedAt: number
}

const rowSchema = z.object({
  id: z.string(),
  instance_url: z.string(),
  instance_name: z.string(),
  instance_version: z.string(),
  username: z.string(),
  display_name: z.string(),
  state: accountSchema.shape.state.catch('signed-out'),
  token_store: accountSchema.shape.tokenStore.catch('keychain'),
  is_demo: z.number(),
  quota: z.string().nullable(),
  added_at: z.number(),
})

export class AccountsTable {
  constructor(private readonly database: Database) {}

  /** In the order in which they were added. */
  all(): StoredAccount[] {
    const rows = this.database.prepare('SELECT * FROM accounts ORDER BY added_at, id').all()
    return rows.map(fromRow)
  }

  insert(account: StoredAccount): void {
    this.database
      .prepare(
        `INSERT INTO accounts (id, instance_url, instance_name, instance_version, username, display_name, state,
           token_store, is_demo, quota, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(account.id, ...changeable(account), account.addedAt)
  }

  update(account: StoredAccount): void {
    this.database
      .prepare(
        `UPDATE accounts SET instance_url = ?, instance_name = ?, instance_version = ?, username = ?,
           display_name = ?, state = ?, token_store = ?, is_demo = ?, quota = ? WHERE id = ?`,
      )
      .run(...changeable(account), account.id)
  }

  /** Its queue, choices and defaults go with it. */
  delete(id: string): void {
    this.database.prepare('DELETE FROM accounts WHERE id = ?').run(id)
  }
}

function changeable(account: StoredAccount): (string | number | null)[] {
  return [
    account.instanceUrl,
    account.instanceName,
    account.instanceVersion,
    account.username,
    account.displayName,
    account.state,
    account.tokenStore,
    account.isDemo ? 1 : 0,
    account.quota === null ? null : JSON.stringify(account.quota),
  ]
}

function fromRow(row: unknown): StoredAccount {
  const read = rowSchema.parse(row)
  return {
    id: read.id,
    instanceUrl: read.instance_url,
    instanceName: read.instance_name,
    instanceVersion: read.instance_version,
    username: read.username,
    displayName: read.display_name,
    state: read.state,
    tokenStore: read.token_store,
    isDemo: read.is_demo === 1,
    quota: readJson(read.quota, quotaSchema),
    addedAt: read.added_at,
  }
}

/** Null when there is nothing, or nothing that fits any more: it is asked for again. */
export function readJson<Schema extends z.ZodType>(
  text: string | null,
  schema: Schema,
): z.infer<Schema> | null {
  if (text === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
