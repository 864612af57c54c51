-- Administrators: their roles, who holds one, and what they did

-- migrate:up

-- admin_roles ---------------------------------------------------------------------------------

create table admin_roles (
  id          uuid        not null default gen_random_uuid(),
  name        varchar(50) not null,
  description text,
  permissions jsonb       not null default '[]'::jsonb,
  is_system   boolean     not null default false,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),

  constraint admin_roles_pkey primary key (id),
  constraint admin_roles_permissions_check check (jsonb_typeof(permissions) = 'array')
);

create unique index admin_roles_name_key on admin_roles (lower(name));
-- Which roles may do a thing: permissions ? 'users.suspend'.
create index admin_roles_permissions_idx on admin_roles using gin (permissions);

create trigger admin_roles_set_updated_at
  before update on admin_roles
  for each row execute function set_updated_at();

comment on table admin_roles is 'Named sets of permissions for administrators.';
comment on column admin_roles.permissions is 'A list of names, such as ["users.suspend", "billing.refund"].';
comment on column admin_roles.is_system is 'Comes with the product and may not be edited.';

-- admin_users ---------------------------------------------------------------------------------

create table admin_users (
  id         uuid        not null default gen_random_uuid(),
  user_id    uuid        not null,
  role_id    uuid        not null,
  is_active  boolean     not null default true,
  reason     text,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint admin_users_pkey primary key (id),
  constraint admin_users_user_id_key unique (user_id),
  constraint admin_users_user_id_fkey
    foreign key (user_id) references users (id) on delete cascade,
  constraint admin_users_role_id_fkey
    foreign key (role_id) references admin_roles (id) on delete restrict
);

-- Who holds a role, and whether a role may be deleted.
create index admin_users_role_id_idx on admin_users (role_id, is_active);
-- Rights lent for a time, to be taken back.
create index admin_users_expires_at_idx on admin_users (expires_at) where expires_at is not null;

create trigger admin_users_set_updated_at
  before update on admin_users
  for each row execute function set_updated_at();

comment on table admin_users is 'The users who are administrators, each with one role.';
comment on column admin_users.reason is 'Why the role was given, as its giver wrote it.';
comment on column admin_users.expires_at is 'When the role ends by itself. Null: it does not.';

-- admin_audit_logs ----------------------------------------------------------------------------

create table admin_audit_logs (
  id            uuid         not null default gen_random_uuid(),
  admin_id      uuid,
  admin_email   varchar(255) not null,
  action        varchar(100) not null,
  resource_type varchar(50)  not null,
  resource_id   uuid,
  outcome       varchar(20)  not null default 'succeeded',
  reason        text,
  changes       jsonb        not null default '{}'::jsonb,
  ip_address    inet,
  user_agent    text,
  created_at    timestamptz  not null default now(),

  constraint admin_audit_logs_pkey primary key (id),
  constraint admin_audit_logs_admin_id_fkey
    foreign key (admin_id) references admin_users (id) on delete set null,
  constraint admin_audit_logs_outcome_check
    check (outcome in ('succeeded', 'refused', 'failed'))
);

-- An investigator's questions: by whom, to what, which kind, from where, when.
create index admin_audit_logs_admin_id_idx on admin_audit_logs (admin_id, created_at desc);
create index admin_audit_logs_resource_idx
  on admin_audit_logs (resource_type, resource_id, created_at desc);
create index admin_audit_logs_action_idx on admin_audit_logs (action, created_at desc);
create index admin_audit_logs_ip_address_idx on admin_audit_logs (ip_address, created_at desc);
create index admin_audit_logs_created_at_idx on admin_audit_logs (created_at desc);
-- What did not go through, for the alarm.
create index admin_audit_logs_unsuccessful_idx
  on admin_audit_logs (created_at desc) where outcome <> 'succeeded';

comment on table admin_audit_logs is 'What administrators did. Rows are added, and not changed.';
comment on column admin_audit_logs.admin_id is 'Null once the administrator is deleted; admin_email still says who it was.';
comment on column admin_audit_logs.resource_id is 'Id of the thing acted on, in the table that resource_type names.';
comment on column admin_audit_logs.changes is 'Before and after of each field that changed.';

-- migrate:down

drop table admin_audit_logs;
drop table admin_users;
drop table admin_roles;
