-- database auth: 001_blocks
begin; set local lock_timeout = 3000;
create table a (id int);
insert into a values (1);
set local session authorization default; set local role to default; insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values ('001_blocks', 'cce3363af327af90763bdb6e701fdda5f6076e968d090fa191c6de3e1d07cbfa', 'partial', 'up',
  2, 'b8ff9e59638753c610c819c809df499635bd7f226aaa8a62583e7c8cbe897f20', false, null,
  0, 'release')
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by;
commit;
set local session authorization default; set local role to default; insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values ('001_blocks', 'cce3363af327af90763bdb6e701fdda5f6076e968d090fa191c6de3e1d07cbfa', 'partial', 'up',
  2, '9eb14c7cb63b9d26f7588ba37dc8bfebeab061d4f3182fe13b84e2dc5da7bdef', true, null,
  0, 'release')
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by;
set lock_timeout = 0;
create index concurrently a_id on a (id);
set local session authorization default; set local role to default; insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values ('001_blocks', 'cce3363af327af90763bdb6e701fdda5f6076e968d090fa191c6de3e1d07cbfa', 'partial', 'up',
  3, '9eb14c7cb63b9d26f7588ba37dc8bfebeab061d4f3182fe13b84e2dc5da7bdef', false, null,
  0, 'release')
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by;
begin; set local lock_timeout = 3000;
analyze a;
set local session authorization default; set local role to default; insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values ('001_blocks', 'cce3363af327af90763bdb6e701fdda5f6076e968d090fa191c6de3e1d07cbfa', 'partial', 'up',
  4, '2ab0c2cd3eefc6296d11f5d1efee950338e4afed2950acf5a4e06247bf554915', false, null,
  0, 'release')
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by;
commit;
begin; set local lock_timeout = 3000;
alter table a add column b int;
set local session authorization default; set local role to default; insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values ('001_blocks', 'cce3363af327af90763bdb6e701fdda5f6076e968d090fa191c6de3e1d07cbfa', 'applied', 'up',
  5, null, false, null,
  0, 'release')
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by;
commit;
reset all; reset session authorization; reset role; set client_connection_check_interval = '2s'; set idle_in_transaction_session_timeout = 0; set idle_session_timeout = 0; select pg_catalog.set_config(s.name, '0', false) from pg_catalog.pg_settings s where s.name = 'transaction_timeout'; set statement_timeout = 0;
