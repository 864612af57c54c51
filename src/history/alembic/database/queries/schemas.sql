select n.nspname as name
from pg_namespace n
where n.nspname not like 'pg\_%'
order by 1
