import { defineApplication } from 'elenchus'

export default defineApplication({
  databases: {
    auth: { url: process.env['DATABASE_URL_AUTH'], migrations: 'migrations/auth' },
    specs: {
      url: process.env['DATABASE_URL_SPECS'],
      migrations: 'migrations/specs',
      after: ['auth'],
    },
  },
  models: [
    { reader: 'sqlalchemy', root: 'backend', files: ['app/models/auth/*.py'], database: 'auth' },
    { reader: 'sqlalchemy', root: 'backend', files: ['app/models/specs/*.py'], database: 'specs' },
  ],
  standards: 'socrates',
})
