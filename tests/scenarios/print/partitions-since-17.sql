-- Since PostgreSQL 17 partitions have identity columns, exclusions and access methods from above.

create table parts.numbered (
  id bigint generated always as identity (start 5),
  kind text not null,
  during daterange,
  constraint numbered_overlap exclude using gist (kind with =, during with &&)
) partition by list (kind) using heap;
create table parts.numbered_a partition of parts.numbered for values in ('a');
create table parts.numbered_b partition of parts.numbered for values in ('b') partition by hash (kind);
