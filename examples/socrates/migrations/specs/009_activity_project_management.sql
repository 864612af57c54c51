-- Activity and project management: what happened in a project, and who is asked to join it
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- activity_logs -------------------------------------------------------------------------------

create table activity_logs (
  id            uuid         not null default gen_random_uuid(),
  project_id    uuid         not null,
  user_id       uuid,
  action        varchar(100) not null,
  resource_type varchar(50)  not null,
  resource_id   uuid,
  summary       text,
  changes       jsonb        not null default '{}'::jsonb,
  created_at    timestamptz  not null default now(),

  constraint activity_logs_pkey primary key (id),
  constraint activity_logs_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade
);

-- The feed of a project: all of it, of one person, of one kind.
create index activity_logs_project_id_idx on activity_logs (project_id, created_at desc);
create index activity_logs_project_id_user_id_idx
  on activity_logs (project_id, user_id, created_at desc);
create index activity_logs_project_id_action_idx
  on activity_logs (project_id, action, created_at desc);
-- What a person did, and what became of one thing.
create index activity_logs_user_id_idx on activity_logs (user_id, created_at desc);
create index activity_logs_resource_idx
  on activity_logs (resource_type, resource_id, created_at desc);
-- How much a feature is used.
create index activity_logs_action_idx on activity_logs (action, created_at desc);
-- When a field got its value: changes @> '{"status": {"to": "archived"}}'.
create index activity_logs_changes_idx on activity_logs using gin (changes jsonb_path_ops);
-- Rows come in order of time: old ones are found for the archive with a small index.
create index activity_logs_created_at_idx on activity_logs using brin (created_at);

comment on table activity_logs is 'What happened in a project. Rows are added, and not changed.';
comment on column activity_logs.user_id is 'Who did it; null for the product itself. Reference to users.id in auth (no foreign key: another database)';
comment on column activity_logs.resource_id is 'Id of the thing it happened to, in the table that resource_type names.';
comment on column activity_logs.changes is 'Before and after of each field that changed.';

-- project_invitations -------------------------------------------------------------------------

create table project_invitations (
  id              uuid         not null default gen_random_uuid(),
  project_id      uuid         not null,
  invited_by_id   uuid         not null,
  invited_user_id uuid,
  email           varchar(255) not null,
  token           varchar(255) not null,
  permission      varchar(20)  not null default 'read',
  status          varchar(20)  not null default 'pending',
  message         text,
  expires_at      timestamptz  not null,
  responded_at    timestamptz,
  created_at      timestamptz  not null default now(),
  updated_at      timestamptz  not null default now(),

  constraint project_invitations_pkey primary key (id),
  constraint project_invitations_token_key unique (token),
  constraint project_invitations_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint project_invitations_email_check check (position('@' in email) > 1),
  constraint project_invitations_permission_check
    check (permission in ('read', 'comment', 'write', 'admin')),
  constraint project_invitations_status_check
    check (status in ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  constraint project_invitations_expires_at_check check (expires_at > created_at)
);

-- One open invitation to a project for each address.
create unique index project_invitations_pending_key
  on project_invitations (project_id, lower(email)) where status = 'pending';
-- The invitations of a project, by a person, to a person, to an address.
create index project_invitations_project_id_idx
  on project_invitations (project_id, status, created_at desc);
create index project_invitations_invited_by_id_idx
  on project_invitations (invited_by_id, created_at desc);
create index project_invitations_invited_user_id_idx
  on project_invitations (invited_user_id, status);
create index project_invitations_email_idx on project_invitations (lower(email), status);
-- Invitations that have run out.
create index project_invitations_status_idx on project_invitations (status, expires_at);

create trigger project_invitations_set_updated_at
  before update on project_invitations
  for each row execute function set_updated_at();

comment on table project_invitations is 'People asked by mail to join a project.';
comment on column project_invitations.invited_by_id is 'Who asked. Reference to users.id in auth (no foreign key: another database)';
comment on column project_invitations.invited_user_id is 'Who was asked; null until they have an account. Reference to users.id in auth (no foreign key: another database)';
comment on column project_invitations.token is 'A digest of what the link in the mail carries.';
comment on column project_invitations.permission is 'What they may do once they are in, as in project_shares.';

-- migrate:down

drop table project_invitations;
drop table activity_logs;
