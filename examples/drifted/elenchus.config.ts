import { defineApplication } from 'elenchus'

export default defineApplication({
  databases: { orchard: {} },
  models: [{ reader: 'sqlalchemy', files: ['app/models/*.py'], database: 'orchard' }],
})
