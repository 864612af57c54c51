-- Collaboration and sharing: teams, who is in them, and which projects they may see
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- teams ---------------------------------------------------------------------------------------

create table teams (
  id          uuid         not null default gen_random_uuid(),
  owner_id    uuid         not null,
  name        varchar(100) not null,
  slug        varchar(100) not null,
  description text,
  status      varchar(20)  not null default 'active',
  settings    jsonb        not null default '{}'::jsonb,
  created_at  timestamptz  not null default now(),
  updated_at  timestamptz  not null default now(),

  constraint teams_pkey primary key (id),
  constraint teams_slug_key unique (slug),
  constraint teams_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint teams_status_check check (status in ('active', 'archived'))
);

-- An owner's teams. Two of them do not bear one name.
create unique index teams_name_key on teams (owner_id, lower(name));
create index teams_owner_id_idx on teams (owner_id, created_at desc);
-- The administrators' lists.
create index teams_status_idx on teams (status, created_at desc);
create index teams_name_idx on teams (lower(name));

create trigger teams_set_updated_at
  before update on teams
  for each row execute function set_updated_at();

comment on table teams is 'Groups of people who work on projects together.';
comment on column teams.owner_id is 'Who pays for it and may close it. Reference to users.id in auth (no foreign key: another database)';
comment on column teams.slug is 'The name as it stands in addresses.';

-- team_members --------------------------------------------------------------------------------

create table team_members (
  id            uuid        not null default gen_random_uuid(),
  team_id       uuid        not null,
  user_id       uuid        not null,
  invited_by_id uuid,
  role          varchar(20) not null default 'member',
  status        varchar(20) not null default 'active',
  joined_at     timestamptz not null default now(),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),

  constraint team_members_pkey primary key (id),
  constraint team_members_user_id_key unique (team_id, user_id),
  constraint team_members_team_id_fkey
    foreign key (team_id) references teams (id) on delete cascade,
  constraint team_members_role_check check (role in ('owner', 'admin', 'member', 'viewer')),
  constraint team_members_status_check check (status in ('active', 'suspended', 'left'))
);

-- A team has one owner.
create unique index team_members_owner_key on team_members (team_id) where role = 'owner';
-- The teams of a person: asked at every request.
create index team_members_user_id_idx on team_members (user_id, status);
-- The members' page, by role.
create index team_members_role_idx on team_members (team_id, role, joined_at);
create index team_members_invited_by_id_idx on team_members (invited_by_id, joined_at desc);
create index team_members_status_idx on team_members (status, updated_at desc);

create trigger team_members_set_updated_at
  before update on team_members
  for each row execute function set_updated_at();

comment on table team_members is 'Who belongs to a team, and as what.';
comment on column team_members.user_id is 'The member. Reference to users.id in auth (no foreign key: another database)';
comment on column team_members.invited_by_id is 'Who brought them in; null for the founder. Reference to users.id in auth (no foreign key: another database)';

-- project_shares ------------------------------------------------------------------------------

create table project_shares (
  id           uuid        not null default gen_random_uuid(),
  project_id   uuid        not null,
  team_id      uuid,
  user_id      uuid,
  shared_by_id uuid        not null,
  permission   varchar(20) not null default 'read',
  status       varchar(20) not null default 'active',
  expires_at   timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),

  constraint project_shares_pkey primary key (id),
  constraint project_shares_team_id_key unique (project_id, team_id),
  constraint project_shares_user_id_key unique (project_id, user_id),
  constraint project_shares_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint project_shares_team_id_fkey
    foreign key (team_id) references teams (id) on delete cascade,
  constraint project_shares_one_receiver_check check (num_nonnulls(team_id, user_id) = 1),
  constraint project_shares_permission_check
    check (permission in ('read', 'comment', 'write', 'admin')),
  constraint project_shares_status_check check (status in ('active', 'revoked'))
);

-- May this team or this person see it? Asked at every request.
create index project_shares_team_id_idx on project_shares (team_id, status);
create index project_shares_user_id_idx on project_shares (user_id, status);
-- The sharing page of a project, and of a person.
create index project_shares_permission_idx on project_shares (project_id, permission);
create index project_shares_shared_by_id_idx on project_shares (shared_by_id, created_at desc);
-- Shares to be ended, and shares that were.
create index project_shares_expires_at_idx
  on project_shares (expires_at) where expires_at is not null and status = 'active';
create index project_shares_status_idx on project_shares (status, updated_at desc);

create trigger project_shares_set_updated_at
  before update on project_shares
  for each row execute function set_updated_at();

comment on table project_shares is 'Projects that others may see: each row for one team or one person.';
comment on column project_shares.user_id is 'The person it is shared with; null for a team. Reference to users.id in auth (no foreign key: another database)';
comment on column project_shares.shared_by_id is 'Who shared it. Reference to users.id in auth (no foreign key: another database)';
comment on column project_shares.expires_at is 'When the share ends by itself. Null: it does not.';

-- migrate:down

drop table project_shares;
drop table team_members;
drop table teams;
