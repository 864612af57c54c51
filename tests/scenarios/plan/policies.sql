-- Row security.

-- scenario: row security is enabled
-- plan: enable row level security
-- before
create table public.docs (id bigint, owner text);
-- after
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;

-- scenario: row security is forced upon the owner
-- plan: force row level security
-- before
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
-- after
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
alter table public.docs force row level security;

-- scenario: row security goes from forced to disabled
-- plan: disable row level security
-- before
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security, force row level security;
-- after
create table public.docs (id bigint, owner text);

-- scenario: a policy is created
-- plan: create policy
-- before
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
-- after
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
create policy own on public.docs using (owner = current_user) with check (id > 0);

-- scenario: a policy is dropped
-- plan: drop policy
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = current_user);
-- after
create table public.docs (id bigint, owner text);

-- scenario: the conditions of a policy change
-- plan: alter policy
-- plan not: drop policy
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = current_user) with check (id > 0);
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = session_user) with check (id > 10 and owner <> 'it''s');

-- scenario: the roles of a policy change
-- plan: alter policy
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs using (true);
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs to pg_monitor, pg_read_all_settings using (true);

-- scenario: a policy is for another command than before
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs for select using (true);
create policy writing on public.docs for insert with check (true);
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs for delete using (true);
create policy writing on public.docs for update using (id > 1) with check (true);

-- scenario: a policy becomes restrictive
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = current_user);
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs as restrictive using (owner = current_user);

-- scenario: a policy loses its check
-- before
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = current_user) with check (id > 0);
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs using (owner = current_user);

-- scenario: a policy asks another table
-- before
create table public.members (doc_id bigint, name text);
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
-- after
create table public.members (doc_id bigint, name text);
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
create policy member on public.docs for select
  using (exists (select from public.members m where m.doc_id = docs.id and m.name = current_user));

-- scenario: a policy asks a new function and a new column
-- before
create table public.docs (id bigint);
-- after
create function public.tenant() returns bigint language sql stable as
  $$ select current_setting('app.tenant')::bigint $$;
create table public.docs (id bigint, tenant bigint not null default public.tenant());
alter table public.docs enable row level security;
create policy own on public.docs using (tenant = public.tenant());

-- scenario: a column that the policy of another table reads is dropped
-- hazards: data-loss
-- before
create table public.members (doc_id bigint, name text, role text);
create table public.docs (id bigint);
create policy member on public.docs
  using (exists (select from public.members m where m.doc_id = docs.id and m.role = 'reader'));
-- after
create table public.members (doc_id bigint, name text);
create table public.docs (id bigint);
create policy member on public.docs
  using (exists (select from public.members m where m.doc_id = docs.id and m.name = current_user));

-- scenario: the comment on a policy is set
-- plan: comment on policy
-- before
create table public.docs (id bigint);
create policy own on public.docs using (true);
-- after
create table public.docs (id bigint);
create policy own on public.docs using (true);
comment on policy own on public.docs is 'Everybody''s';

-- scenario: a policy is spelled differently
-- equal
-- before
create table public.docs (id bigint, owner text);
create policy own on docs using (owner = current_user and id in (1, 2));
-- after
create table public.docs (id bigint, owner text);
create policy own on public.docs as permissive for all to public
  using ((docs.owner = CURRENT_USER) AND (id in (1::bigint, 2::int8)));
