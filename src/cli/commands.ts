import { readFileSync } from 'node:fs'
import { UserError } from '../kernel/user-error.ts'
import { InvalidArgumentError, Option, type Command } from 'commander'

/** The manifest of the package, beside `src/` and `dist/`. */
const manifest = new URL('../../package.json', import.meta.url)

/**
 * Tells the command line what there is. What a command needs is loaded when it is run, so that
 * `--help` is there at once.
 */
export function addCommands(program: Command): Command {
  program
    .name('elenchus')
    .description('Tells a team the truth about its PostgreSQL schema, and mends it.')
    .version((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version)
    .showSuggestionAfterError()
    .showHelpAfterError('(elenchus --help tells what there is)')
    .exitOverride()
  addSetUp(program)
  addRunning(program)
  addLooking(program)
  addHistory(program)
  addAuditing(program)
  addReferences(program)
  // These may stand before the command or after it. Without a default neither hides the other.
  for (const command of everyCommand(program)) addEverywhere(command)
  program.hook('preAction', (_program, command) => refuseFormat(command))
  return program
}

/** A command with all that stand below it. */
function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

function addEverywhere(command: Command): void {
  command
    .option('-C, --directory <folder>', 'work as if started there')
    .option('--config <file>', 'the settings file, if it is not found by its name')
    .addOption(
      new Option('--format <format>', 'how to print the result').choices(formatsOf(command.name())),
    )
}

const auditFormats = ['text', 'json', 'markdown', 'sarif', 'github']

/** The program reads its own options wherever they stand, so it has to know all formats. */
function formatsOf(name: string): readonly string[] {
  return ['elenchus', 'audit', 'check'].includes(name) ? auditFormats : ['text', 'json']
}

/** What the program let through need not be for this command; better said before its work is done. */
function refuseFormat(command: Command): void {
  const { format = 'text' } = command.optsWithGlobals<{ format?: string }>()
  if (formatsOf(command.name()).includes(format)) return
  throw new UserError(`Only audits can be printed as "${format}".`, {
    code: 'command-line',
    hint: `elenchus audit --format ${format}; this command prints text and json`,
  })
}

function addSetUp(program: Command): void {
  program
    .command('init')
    .description('write a settings file and folders for the migrations')
    .argument('[databases...]', 'names of the databases; without them, those that are found')
    .action(async (databases: string[], _options, command: Command) => {
      const { initCommand } = await import('./commands/init.ts')
      await initCommand(databases, command.optsWithGlobals())
    })
  program
    .command('new')
    .description('write a migration with the next version: an empty one, or a planned one')
    .argument('<database>')
    .argument('<name>', 'what it does, in a few words')
    .option('--to <witness>', 'plan it from what the migrations make to what this one says')
    .option('--rename <path=name>', 'of an object that has another name there', repeated)
    .option('--plain', 'plan it for a database that nobody uses meanwhile')
    .option('--gaps', 'list what of models could not be read, with its place')
    .action(async (...given: [string, string, object, Command]) => {
      const [database, name, , command] = given
      const { newCommand } = await import('./commands/new.ts')
      await newCommand({ database, name }, command.optsWithGlobals())
    })
}

function addRunning(program: Command): void {
  running(program.command('up'))
    .description('apply what is pending, over all databases in their order')
    .option('--to <revision>', 'the last one to apply, as database/version')
    .option('--out-of-order', 'apply also what stands before an applied one')
    .addOption(
      new Option(
        '--in-doubt <answer>',
        'of an interrupted statement that commits as it goes',
      ).choices(['again', 'done']),
    )
    .option('--dry-run', 'print the exact SQL and change nothing')
    .option('--counts', 'count what the databases hold afterwards')
    .action(async (_options, command: Command) => {
      const { upCommand } = await import('./commands/up.ts')
      await upCommand(command.optsWithGlobals())
    })
  running(program.command('down'))
    .description('take back the last applied migration, or more')
    .option('--steps <count>', 'how many', positive)
    .option('--to <revision>', 'the one that stays the last, as database/version')
    .option('--all', 'all of them')
    .option('--dry-run', 'print the exact SQL and change nothing')
    .action(async (_options, command: Command) => {
      const { downCommand } = await import('./commands/down.ts')
      await downCommand(command.optsWithGlobals())
    })
  running(program.command('redo'))
    .description('take back the last applied migration and apply it again')
    .option('--steps <count>', 'how many', positive)
    .action(async (_options, command: Command) => {
      const { redoCommand } = await import('./commands/redo.ts')
      await redoCommand(command.optsWithGlobals())
    })
  program
    .command('run')
    .description('run a plan on the database that it was made for')
    .argument('<plan>', 'a file that elenchus plan --out has written')
    .option(
      '--on <database>',
      'where, if the plan does not say: its name, or a postgresql:// address',
    )
    .option('--allow <hazard>', 'a hazard that may be run into; may be given again', collected)
    .option('--wait <duration>', 'for another run to end, such as 10min')
    .option('--lock-timeout <duration>', 'how long a statement queues for a lock, such as 3s')
    .option('--lock-retries <count>', 'how often it comes back for one', natural)
    .action(async (file: string, _options, command: Command) => {
      const { runCommand } = await import('./commands/run.ts')
      await runCommand(file, command.optsWithGlobals())
    })
  only(program.command('stamp'))
    .description('record migrations as applied without running them')
    .argument('[revision]', 'the last one to record, as database/version; without it, all')
    .option('--accept', 'record that the changed file of this one is what was applied')
    .option('--forget', 'take this one out of the ledger')
    .action(async (revision: string | undefined, _options, command: Command) => {
      const { stampCommand } = await import('./commands/stamp.ts')
      await stampCommand(revision, command.optsWithGlobals())
    })
}

function addLooking(program: Command): void {
  only(program.command('status'))
    .description('where every database stands')
    .option('--check', 'exit with 1 if anything is pending or wrong')
    .option('--counts', 'count what the databases hold')
    .action(async (_options, command: Command) => {
      const { statusCommand } = await import('./commands/status.ts')
      await statusCommand(command.optsWithGlobals())
    })
  only(program.command('verify'))
    .description('hold every database against a replay of its migrations')
    .action(async (_options, command: Command) => {
      const { verifyCommand } = await import('./commands/verify.ts')
      await verifyCommand(command.optsWithGlobals())
    })
  program
    .command('diff')
    .description('what two witnesses disagree about; exits with 1 if they do')
    .argument(
      '<left>',
      'models:<name>, database:<name>, history:<name>[@<version>], a .sql file or folder,',
    )
    .argument('<right>', 'a .json snapshot, or a postgresql:// address')
    .addOption(
      new Option('--names <how>', 'whether a constraint of another name is another constraint')
        .choices(['compare', 'ignore'])
        .default('compare'),
    )
    .option('--gaps', 'list what of models could not be read, with its place')
    .action(async (...given: [string, string, object, Command]) => {
      const [left, right, , command] = given
      const { diffCommand } = await import('./commands/diff.ts')
      await diffCommand([left, right], command.optsWithGlobals())
    })
  program
    .command('plan')
    .description(
      'the statements that lead from one witness to another, tried on a throw-away database',
    )
    .argument(
      '<from>',
      'models:<name>, database:<name>, history:<name>[@<version>], a .sql file or folder,',
    )
    .argument('<to>', 'a .json snapshot, or a postgresql:// address')
    .option('--rename <path=name>', 'public.users.name=full_name; may be given again', repeated)
    .option('--plain', 'the shortest way, for a database that nobody uses meanwhile')
    .option('--gaps', 'list what of models could not be read, with its place')
    .option('--out <file>', 'write the plan as JSON, for elenchus run')
    .action(async (...given: [string, string, object, Command]) => {
      const [from, to, , command] = given
      const { planCommand } = await import('./commands/plan.ts')
      await planCommand([from, to], command.optsWithGlobals())
    })
  only(program.command('snapshot'))
    .description('print what a database is, as canonical JSON with a hash')
    .action(async (_options, command: Command) => {
      const { snapshotCommand } = await import('./commands/snapshot.ts')
      await snapshotCommand(command.optsWithGlobals())
    })
}

function addHistory(program: Command): void {
  const history = only(program.command('history'))
    .description('how the migrations hang together, and what they are')
    .argument('[database]', 'the migrations of this database; without it, of all')
    .option('--gaps', 'replay those of Alembic, and list what could not be read, with its place')
    .action(async (database: string | undefined, _options, command: Command) => {
      const { historyCommand } = await import('./commands/history.ts')
      await historyCommand(database, command.optsWithGlobals())
    })
  history
    .command('show')
    .description('the SQL of one migration, up and down')
    .argument('<revision>', 'as database/version, or the beginning of its name')
    .action(async (revision: string, _options, command: Command) => {
      const { historyShowCommand } = await import('./commands/history-show.ts')
      await historyShowCommand(revision, command.optsWithGlobals())
    })
  history
    .command('sql')
    .description('all migrations as one script, on the way up')
    .argument('[database]', 'those of this database; without it, of all, in their order')
    .action(async (database: string | undefined, _options, command: Command) => {
      const { historySqlCommand } = await import('./commands/history-sql.ts')
      await historySqlCommand(database, command.optsWithGlobals())
    })
  history
    .command('check')
    .description('replay the migrations on a throw-away database; exits with 1 if one fails')
    .argument('[database]', 'those of this database; without it, of all')
    .option('--down', 'take each one back too, and see whether that leads to where it began')
    .action(async (database: string | undefined, _options, command: Command) => {
      const { historyCheckCommand } = await import('./commands/history-check.ts')
      await historyCheckCommand(database, command.optsWithGlobals())
    })
  program
    .command('blame')
    .description('which migrations made an object what it is, with file and line')
    .argument('<database>')
    .argument('<object>', 'a table, <table>.<column>, a view, type, function, index or constraint')
    .action(async (...given: [string, string, object, Command]) => {
      const [database, name, , command] = given
      const { blameCommand } = await import('./commands/blame.ts')
      await blameCommand([database, name], command.optsWithGlobals())
    })
}

function addAuditing(program: Command): void {
  auditing(program.command('audit'))
    .description('what is true of the schema, what is false, who is wrong, and what to do')
    .option('--full', 'print every finding, and not only the worst')
    .option('--object <path>', 'what each witness says of one object, such as public.users.email')
    .option('--all', 'what each witness says of every attribute of every object')
    .action(async (folder: string | undefined, _options, command: Command) => {
      const { auditCommand } = await import('./commands/audit.ts')
      await auditCommand(inFolder(folder, command))
    })
  auditing(program.command('check'))
    .description('audit, and exit with 1 if something grave enough is new')
    .addOption(
      new Option('--fail-on <severity>', 'how grave it has to be')
        .choices(['error', 'warning', 'note'])
        .default('error'),
    )
    .option('--update-ratchet', 'write down what is wrong now, so that only what is new fails')
    .action(async (folder: string | undefined, _options, command: Command) => {
      const { checkCommand } = await import('./commands/check.ts')
      await checkCommand(inFolder(folder, command))
    })
}

function addReferences(program: Command): void {
  asking(program.command('references'))
    .description('which columns point at which keys, within each database and across them')
    .option('--to <column>', 'only those that point there, such as auth:public.users.id')
    .option('--from <column>', 'only those that point from there')
    .option('--orphans', 'count the rows that point at nothing')
    .action(async (_options, command: Command) => {
      const { referencesCommand } = await import('./commands/references.ts')
      await referencesCommand(command.optsWithGlobals())
    })
}

/** Options of commands that look at databases that no settings describe, too. */
function asking(command: Command): Command {
  return command
    .option(
      '--database <name=address>',
      'ask this database, which is at postgresql://…; may be given again',
      repeated,
    )
    .option('--no-databases', 'ask the files alone and contact no database')
    .option('--no-cache', 'replay the migrations anew, whatever was remembered of them')
}

function auditing(command: Command): Command {
  return asking(only(command))
    .argument('[folder]', 'the application; without it, the folder that we are in')
    .option('--orphans', 'count the rows that point at nothing')
    .option(
      '--down',
      'take every migration back as well, to see whether that leads to where it began',
    )
}

/** A folder is a shorter way to say --directory. */
function inFolder(folder: string | undefined, command: Command): Record<string, unknown> {
  const line: Record<string, unknown> = command.optsWithGlobals()
  return folder === undefined ? line : { ...line, directory: folder }
}

/** Options of every command that changes databases. */
function running(command: Command): Command {
  return only(command)
    .option('--wait <duration>', 'for another run to end, such as 10min')
    .option('--lock-timeout <duration>', 'how long a migration queues for a lock, such as 3s')
    .option('--lock-retries <count>', 'how often it comes back for one', natural)
}

function only(command: Command): Command {
  return command.option('--only <database>', 'this database only; may be given again', collected)
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',')]
}

/** Unlike {@link collected}, a value may hold commas. */
function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function positive(text: string): number {
  const number = natural(text)
  if (number === 0) throw new InvalidArgumentError('It is a whole number from 1 on.')
  return number
}

function natural(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}
