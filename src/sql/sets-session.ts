import type { Node, SelectStmt, VariableSetStmt } from 'libpg-query'

/** Whether a statement leaves its session with another setting or role than before. */
export function setsSession(node: Node): boolean {
  if ('VariableSetStmt' in node) return setsVariable(node.VariableSetStmt)
  return 'SelectStmt' in node && selectsSetting(node.SelectStmt)
}

/** `set local` and `set transaction` end with the transaction. */
function setsVariable({ is_local: isLocal = false, name }: VariableSetStmt): boolean {
  return !isLocal && name !== 'TRANSACTION' && name !== 'TRANSACTION SNAPSHOT'
}

/** `select pg_catalog.set_config('search_path', '', false)`, as pg_dump writes it. */
function selectsSetting({ targetList = [], fromClause = [] }: SelectStmt): boolean {
  return fromClause.length === 0 && targetList.length > 0 && targetList.every(callsSetConfig)
}

function callsSetConfig(target: Node): boolean {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined
  if (!value || !('FuncCall' in value)) return false
  const { funcname = [], args = [] } = value.FuncCall
  const name = funcname.at(-1)
  const isLocal = args[2]
  if (!name || !('String' in name) || name.String.sval !== 'set_config') return false
  return isLocal !== undefined && 'A_Const' in isLocal && isLocal.A_Const.boolval?.boolval !== true
}
