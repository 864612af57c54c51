-- Core specification tables: a project, its sessions and questions, and what they brought to light
-- elenchus:requires auth/001_initial_schema

-- migrate:up

create function set_updated_at() returns trigger
  language plpgsql
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

comment on function set_updated_at() is 'Keeps updated_at true, whoever writes the row.';

-- projects ------------------------------------------------------------------------------------

create table projects (
  id               uuid         not null default gen_random_uuid(),
  user_id          uuid         not null,
  creator_id       uuid         not null,
  owner_id         uuid         not null,
  name             varchar(255) not null,
  description      text,
  current_phase    varchar(50)  not null default 'discovery',
  maturity_score   integer      not null default 0,
  status           varchar(20)  not null default 'active',
  tags             jsonb        not null default '[]'::jsonb,
  settings         jsonb        not null default '{}'::jsonb,
  last_activity_at timestamptz  not null default now(),
  created_at       timestamptz  not null default now(),
  updated_at       timestamptz  not null default now(),

  constraint projects_pkey primary key (id),
  constraint projects_name_check check (btrim(name) <> ''),
  constraint projects_current_phase_check
    check (current_phase in ('discovery', 'analysis', 'design', 'implementation')),
  constraint projects_maturity_score_check check (maturity_score between 0 and 100),
  constraint projects_status_check check (status in ('active', 'paused', 'completed', 'archived')),
  constraint projects_tags_check check (jsonb_typeof(tags) = 'array')
);

-- The lists of an account, of a creator, of an owner.
create index projects_user_id_idx on projects (user_id, updated_at desc);
create index projects_creator_id_idx on projects (creator_id, created_at desc);
create index projects_owner_id_idx on projects (owner_id, status, updated_at desc);
-- An account does not give one name twice to what it still works on.
create unique index projects_name_key on projects (user_id, lower(name)) where status <> 'archived';
-- The product team's overviews.
create index projects_status_idx on projects (status, updated_at desc);
create index projects_current_phase_idx on projects (current_phase, maturity_score);
create index projects_maturity_score_idx on projects (maturity_score);
-- Active projects nobody has touched for weeks.
create index projects_stale_idx on projects (last_activity_at) where status = 'active';
-- The search box, and the tags beside it.
create index projects_search_idx
  on projects using gin (to_tsvector('english', name || ' ' || coalesce(description, '')));
create index projects_tags_idx on projects using gin (tags);

create trigger projects_set_updated_at
  before update on projects
  for each row execute function set_updated_at();

comment on table projects is 'One piece of software that is being specified.';
comment on column projects.user_id is 'The account whose plan it counts towards. Reference to users.id in auth (no foreign key: another database)';
comment on column projects.creator_id is 'Who started it; does not change. Reference to users.id in auth (no foreign key: another database)';
comment on column projects.owner_id is 'Who decides on it now; changes hands. Reference to users.id in auth (no foreign key: another database)';
comment on column projects.current_phase is 'discovery, then analysis, design and implementation.';
comment on column projects.maturity_score is 'How complete the specification is, from 0 to 100.';
comment on column projects.tags is 'A list of words.';
comment on column projects.last_activity_at is 'Last message, answer or edit in it, not only of this row.';

-- sessions ------------------------------------------------------------------------------------

create table sessions (
  id         uuid        not null default gen_random_uuid(),
  project_id uuid        not null,
  user_id    uuid        not null,
  mode       varchar(20) not null default 'socratic',
  status     varchar(20) not null default 'active',
  context    jsonb       not null default '{}'::jsonb,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint sessions_pkey primary key (id),
  constraint sessions_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint sessions_mode_check check (mode in ('socratic', 'direct')),
  constraint sessions_status_check
    check (status in ('active', 'paused', 'completed', 'abandoned')),
  constraint sessions_ended_at_check check (ended_at >= started_at)
);

-- The sessions of a project and of a person, latest first.
create index sessions_project_id_idx on sessions (project_id, started_at desc);
create index sessions_user_id_idx on sessions (user_id, started_at desc);
-- One open session for each person in each project.
create unique index sessions_active_key on sessions (project_id, user_id) where status = 'active';
-- Sessions left open, and how each mode is used.
create index sessions_status_idx on sessions (status, updated_at desc);
create index sessions_mode_idx on sessions (mode, started_at desc);

create trigger sessions_set_updated_at
  before update on sessions
  for each row execute function set_updated_at();

comment on table sessions is 'One sitting with the assistant about a project.';
comment on column sessions.user_id is 'Who talks to the assistant. Reference to users.id in auth (no foreign key: another database)';
comment on column sessions.mode is 'socratic: the assistant asks. direct: the person does.';
comment on column sessions.context is 'What the assistant needs to go on where it stopped.';

-- questions -----------------------------------------------------------------------------------

create table questions (
  id           uuid        not null default gen_random_uuid(),
  session_id   uuid        not null,
  position     integer     not null,
  text         text        not null,
  category     varchar(50) not null,
  priority     smallint    not null default 3,
  status       varchar(20) not null default 'pending',
  template_key varchar(100),
  context      jsonb       not null default '{}'::jsonb,
  answered_at  timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),

  constraint questions_pkey primary key (id),
  constraint questions_position_key unique (session_id, position),
  constraint questions_session_id_fkey
    foreign key (session_id) references sessions (id) on delete cascade,
  constraint questions_position_check check (position > 0),
  constraint questions_priority_check check (priority between 1 and 5),
  constraint questions_status_check check (status in ('pending', 'answered', 'skipped')),
  constraint questions_answered_at_check check ((status = 'answered') = (answered_at is not null))
);

-- What to ask next in a session.
create index questions_next_idx on questions (session_id, priority desc) where status = 'pending';
-- How the questions of a category, a state or a template fare.
create index questions_category_idx on questions (category, created_at desc);
create index questions_status_idx on questions (status, created_at desc);
create index questions_template_key_idx
  on questions (template_key, created_at desc) where template_key is not null;
-- Has this been asked before?
create index questions_search_idx on questions using gin (to_tsvector('english', text));

create trigger questions_set_updated_at
  before update on questions
  for each row execute function set_updated_at();

comment on table questions is 'What the assistant asked in a session, or means to ask.';
comment on column questions.position is 'Place within the session, from 1.';
comment on column questions.category is 'Subject, such as goals, security or testing. An open list.';
comment on column questions.priority is 'From 1 (can wait) to 5 (next).';
comment on column questions.template_key is 'The template it was made from. Null: thought up on the spot.';

-- specifications ------------------------------------------------------------------------------

create table specifications (
  id            uuid         not null default gen_random_uuid(),
  project_id    uuid         not null,
  question_id   uuid,
  supersedes_id uuid,
  created_by_id uuid         not null,
  category      varchar(50)  not null,
  key           varchar(255) not null,
  value         text         not null,
  version       integer      not null default 1,
  source        varchar(20)  not null default 'answer',
  confidence    numeric(4,3) not null default 1,
  status        varchar(20)  not null default 'proposed',
  metadata      jsonb        not null default '{}'::jsonb,
  created_at    timestamptz  not null default now(),
  updated_at    timestamptz  not null default now(),

  constraint specifications_pkey primary key (id),
  -- Lets conflicts hold on to a specification and its project at once.
  constraint specifications_project_id_id_key unique (project_id, id),
  constraint specifications_version_key unique (project_id, category, key, version),
  constraint specifications_supersedes_id_key unique (supersedes_id),
  constraint specifications_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint specifications_question_id_fkey
    foreign key (question_id) references questions (id) on delete set null,
  constraint specifications_supersedes_id_fkey
    foreign key (supersedes_id) references specifications (id) on delete set null,
  constraint specifications_supersedes_id_check check (supersedes_id <> id),
  constraint specifications_version_check check (version > 0),
  constraint specifications_source_check
    check (source in ('answer', 'document', 'inference', 'import')),
  constraint specifications_confidence_check check (confidence between 0 and 1),
  constraint specifications_status_check
    check (status in ('proposed', 'confirmed', 'rejected', 'superseded'))
);

-- Of each key at most one version is in force.
create unique index specifications_in_force_key
  on specifications (project_id, category, key) where status in ('proposed', 'confirmed');
-- A project's specification: by state, by age, and what is too unsure to build on.
create index specifications_status_in_project_idx
  on specifications (project_id, status, updated_at desc);
create index specifications_created_at_idx on specifications (project_id, created_at desc);
create index specifications_unsure_idx
  on specifications (project_id, confidence) where status = 'proposed';
-- Where it came from.
create index specifications_question_id_idx on specifications (question_id);
create index specifications_created_by_id_idx on specifications (created_by_id, created_at desc);
-- Over all projects: what waits for a decision, and what others wrote under the same key.
create index specifications_status_idx on specifications (status, updated_at desc);
create index specifications_key_idx on specifications (category, key);
create index specifications_search_idx
  on specifications using gin (to_tsvector('english', key || ' ' || value));

create trigger specifications_set_updated_at
  before update on specifications
  for each row execute function set_updated_at();

comment on table specifications is 'What is known about a project: one key, one value, one version a row.';
comment on column specifications.question_id is 'The question whose answer it came from. Null: from elsewhere.';
comment on column specifications.supersedes_id is 'The version it took the place of.';
comment on column specifications.created_by_id is 'Who said it, or confirmed it first. Reference to users.id in auth (no foreign key: another database)';
comment on column specifications.category is 'Subject, as in questions.';
comment on column specifications.confidence is 'From 0 (a guess) to 1 (said in so many words).';

-- conversation_history ------------------------------------------------------------------------

create table conversation_history (
  id          uuid        not null default gen_random_uuid(),
  session_id  uuid        not null,
  user_id     uuid,
  position    integer     not null,
  role        varchar(20) not null,
  content     text        not null,
  token_count integer     not null default 0,
  metadata    jsonb       not null default '{}'::jsonb,
  created_at  timestamptz not null default now(),

  constraint conversation_history_pkey primary key (id),
  constraint conversation_history_position_key unique (session_id, position),
  constraint conversation_history_session_id_fkey
    foreign key (session_id) references sessions (id) on delete cascade,
  constraint conversation_history_position_check check (position > 0),
  constraint conversation_history_role_check check (role in ('user', 'assistant', 'system')),
  constraint conversation_history_user_id_check check ((role = 'user') = (user_id is not null)),
  constraint conversation_history_token_count_check check (token_count >= 0)
);

-- The last messages of a session, and all that a person wrote.
create index conversation_history_session_id_idx
  on conversation_history (session_id, created_at desc);
create index conversation_history_user_id_idx on conversation_history (user_id, created_at desc);
-- How much each side says, month by month.
create index conversation_history_role_idx on conversation_history (role, created_at desc);
-- Where did we talk about this?
create index conversation_history_search_idx
  on conversation_history using gin (to_tsvector('english', content));

comment on table conversation_history is 'Every message of a session, in order. Rows are added, and not changed.';
comment on column conversation_history.user_id is 'Who wrote it; null for the assistant. Reference to users.id in auth (no foreign key: another database)';
comment on column conversation_history.position is 'Place within the session, from 1.';
comment on column conversation_history.token_count is 'Length as the language model counts it.';

-- conflicts -----------------------------------------------------------------------------------

create table conflicts (
  id                      uuid        not null default gen_random_uuid(),
  project_id              uuid        not null,
  first_specification_id  uuid        not null,
  second_specification_id uuid        not null,
  type                    varchar(50) not null default 'contradiction',
  severity                varchar(20) not null default 'medium',
  status                  varchar(20) not null default 'open',
  description             text        not null,
  resolution              text,
  resolved_by_id          uuid,
  metadata                jsonb       not null default '{}'::jsonb,
  detected_at             timestamptz not null default now(),
  resolved_at             timestamptz,
  created_at              timestamptz not null default now(),
  updated_at              timestamptz not null default now(),

  constraint conflicts_pkey primary key (id),
  -- Two columns each: both specifications are of the conflict's own project.
  constraint conflicts_first_specification_id_fkey
    foreign key (project_id, first_specification_id)
    references specifications (project_id, id) on delete cascade,
  constraint conflicts_second_specification_id_fkey
    foreign key (project_id, second_specification_id)
    references specifications (project_id, id) on delete cascade,
  constraint conflicts_two_specifications_check
    check (first_specification_id <> second_specification_id),
  constraint conflicts_type_check
    check (type in ('contradiction', 'technology', 'scope', 'schedule', 'resources')),
  constraint conflicts_severity_check check (severity in ('low', 'medium', 'high', 'critical')),
  constraint conflicts_status_check check (status in ('open', 'resolved', 'ignored')),
  constraint conflicts_resolved_at_check check ((status = 'open') = (resolved_at is null))
);

-- The conflicts of a specification, on either side.
create index conflicts_first_specification_id_idx
  on conflicts (project_id, first_specification_id);
create index conflicts_second_specification_id_idx
  on conflicts (project_id, second_specification_id);
-- The same pair is not reported twice, whichever came first.
create unique index conflicts_open_key
  on conflicts (
    least(first_specification_id, second_specification_id),
    greatest(first_specification_id, second_specification_id),
    type
  )
  where status = 'open';
-- What keeps a project from going on.
create index conflicts_status_in_project_idx on conflicts (project_id, status, severity);
-- Who settled what.
create index conflicts_resolved_by_id_idx on conflicts (resolved_by_id, resolved_at desc);
-- Over all projects: how many are open, which are grave, which kinds there are.
create index conflicts_status_idx on conflicts (status, detected_at desc);
create index conflicts_open_by_severity_idx
  on conflicts (severity, detected_at) where status = 'open';
create index conflicts_type_idx on conflicts (type, severity);

create trigger conflicts_set_updated_at
  before update on conflicts
  for each row execute function set_updated_at();

comment on table conflicts is 'Two specifications of one project that cannot both hold.';
comment on column conflicts.resolved_by_id is 'Who settled it; null while it is open. Reference to users.id in auth (no foreign key: another database)';
comment on column conflicts.resolution is 'What was decided, in words.';

-- migrate:down

drop table conflicts;
drop table conversation_history;
drop table specifications;
drop table questions;
drop table sessions;
drop table projects;
drop function set_updated_at();
