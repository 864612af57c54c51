import { defineApplication } from 'elenchus'

export default defineApplication({
  databases: { orchard: { migrations: { alembic: 'alembic.ini' } } },
  models: [{ reader: 'sqlalchemy', files: ['app/models/*.py'], database: 'orchard' }],
})
