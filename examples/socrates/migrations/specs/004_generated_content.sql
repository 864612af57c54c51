-- Generated content: the code that was made from a specification
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- generated_projects --------------------------------------------------------------------------

create table generated_projects (
  id              uuid         not null default gen_random_uuid(),
  project_id      uuid         not null,
  requested_by_id uuid         not null,
  version         integer      not null,
  language        varchar(50)  not null,
  framework       varchar(50),
  status          varchar(20)  not null default 'queued',
  options         jsonb        not null default '{}'::jsonb,
  file_count      integer      not null default 0,
  line_count      integer      not null default 0,
  test_coverage   numeric(5,2),
  error_message   text,
  started_at      timestamptz,
  completed_at    timestamptz,
  created_at      timestamptz  not null default now(),
  updated_at      timestamptz  not null default now(),

  constraint generated_projects_pkey primary key (id),
  constraint generated_projects_version_key unique (project_id, version),
  constraint generated_projects_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint generated_projects_version_check check (version > 0),
  constraint generated_projects_status_check
    check (status in ('queued', 'generating', 'completed', 'failed')),
  constraint generated_projects_file_count_check check (file_count >= 0),
  constraint generated_projects_line_count_check check (line_count >= 0),
  constraint generated_projects_test_coverage_check check (test_coverage between 0 and 100),
  constraint generated_projects_completed_at_check check (completed_at >= started_at)
);

-- What was made of a project, and for whom.
create index generated_projects_project_id_idx on generated_projects (project_id, created_at desc);
create index generated_projects_requested_by_id_idx
  on generated_projects (requested_by_id, created_at desc);
-- The worker's queue, oldest first.
create index generated_projects_queue_idx
  on generated_projects (created_at) where status in ('queued', 'generating');
-- How often and for what it succeeds.
create index generated_projects_status_idx on generated_projects (status, created_at desc);
create index generated_projects_language_idx on generated_projects (language, framework);
create index generated_projects_completed_at_idx
  on generated_projects (completed_at desc) where completed_at is not null;

create trigger generated_projects_set_updated_at
  before update on generated_projects
  for each row execute function set_updated_at();

comment on table generated_projects is 'One run of the code generator over a project''s specification.';
comment on column generated_projects.requested_by_id is 'Who asked for it. Reference to users.id in auth (no foreign key: another database)';
comment on column generated_projects.version is 'Counts the runs of one project, from 1.';
comment on column generated_projects.test_coverage is 'Share of lines that the generated tests run, in per cent. Null: not measured.';

-- generated_files -----------------------------------------------------------------------------

create table generated_files (
  id                   uuid         not null default gen_random_uuid(),
  generated_project_id uuid         not null,
  path                 varchar(500) not null,
  file_type            varchar(50)  not null,
  content              text         not null,
  checksum             varchar(64)  not null,
  size_bytes           integer      not null,
  line_count           integer      not null default 0,
  created_at           timestamptz  not null default now(),
  updated_at           timestamptz  not null default now(),

  constraint generated_files_pkey primary key (id),
  constraint generated_files_path_key unique (generated_project_id, path),
  constraint generated_files_generated_project_id_fkey
    foreign key (generated_project_id) references generated_projects (id) on delete cascade,
  constraint generated_files_path_check check (path <> '' and path not like '/%'),
  constraint generated_files_size_bytes_check check (size_bytes >= 0),
  constraint generated_files_line_count_check check (line_count >= 0)
);

-- The tests, the sources, the settings of one run.
create index generated_files_type_in_project_idx
  on generated_files (generated_project_id, file_type);
-- The largest files of a type.
create index generated_files_file_type_idx on generated_files (file_type, size_bytes desc);
-- The same path (path like 'src/api/%') or the same content in other runs.
create index generated_files_path_idx on generated_files (path varchar_pattern_ops);
create index generated_files_checksum_idx on generated_files (checksum);

create trigger generated_files_set_updated_at
  before update on generated_files
  for each row execute function set_updated_at();

comment on table generated_files is 'The files of one run of the code generator.';
comment on column generated_files.path is 'From the root of the generated project, without a leading slash.';
comment on column generated_files.file_type is 'What it is for: source, test, settings, document. An open list.';
comment on column generated_files.checksum is 'SHA-256 of the content, in hexadecimal.';

-- migrate:down

drop table generated_files;
drop table generated_projects;
