import { accounts } from './accounts'
import { common } from './common'
import { drafts } from './drafts'
import { errors } from './errors'
import { frame } from './frame'
import { intake } from './intake'
import { library } from './library'
import { receipts } from './receipts'
import { settings } from './settings'
import { uploads } from './uploads'
import { welcome } from './welcome'

export const fr = {
  accounts,
  common,
  drafts,
  errors,
  frame,
  intake,
  library,
  receipts,
  settings,
  uploads,
  welcome,
}
