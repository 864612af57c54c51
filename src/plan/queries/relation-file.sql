-- The file of a table's rows, by its qualified name in SQL.
select pg_catalog.pg_relation_filenode(pg_catalog.to_regclass($1)) as file
