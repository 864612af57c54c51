-- Since PostgreSQL 18 foreign keys of partitioned tables may be not valid or not enforced.

alter table parts.log add constraint log_unsure foreign key (id) references parts.target (id)
  not valid;
alter table parts.log add constraint log_unforced foreign key (size) references parts.target (id)
  on delete set null not enforced;
alter table parts.log_2 validate constraint log_unsure;
alter table parts.log add constraint log_loose check (size < 1000) not enforced;
alter table parts.log add column shown text generated always as (kind || '!') virtual;
