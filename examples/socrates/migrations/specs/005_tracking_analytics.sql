-- Tracking and analytics: how good the work is, how people work, and what they gave us to read
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- quality_metrics -----------------------------------------------------------------------------

create table quality_metrics (
  id            uuid          not null default gen_random_uuid(),
  project_id    uuid          not null,
  metric_name   varchar(100)  not null,
  metric_value  numeric(12,4) not null,
  threshold     numeric(12,4),
  is_passed     boolean       not null default true,
  details       jsonb         not null default '{}'::jsonb,
  calculated_at timestamptz   not null default now(),
  created_at    timestamptz   not null default now(),

  constraint quality_metrics_pkey primary key (id),
  constraint quality_metrics_calculated_at_key unique (project_id, metric_name, calculated_at),
  constraint quality_metrics_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade
);

-- A project's dashboard, and one metric over all projects.
create index quality_metrics_project_id_idx on quality_metrics (project_id, calculated_at desc);
create index quality_metrics_metric_name_idx on quality_metrics (metric_name, calculated_at desc);
-- What a project has to mend.
create index quality_metrics_failed_idx
  on quality_metrics (project_id, metric_name) where not is_passed;
-- Metrics that speak of one file or category: details @> '{"category": "security"}'.
create index quality_metrics_details_idx on quality_metrics using gin (details jsonb_path_ops);

comment on table quality_metrics is 'Measurements of a project''s specification. Rows are added, and not changed.';
comment on column quality_metrics.metric_name is 'What was measured, such as coverage or ambiguity. An open list.';
comment on column quality_metrics.threshold is 'What was asked for at that time. Null: nothing was.';

-- user_behavior_patterns ----------------------------------------------------------------------

create table user_behavior_patterns (
  id                uuid         not null default gen_random_uuid(),
  user_id           uuid         not null,
  pattern_type      varchar(50)  not null,
  pattern_data      jsonb        not null default '{}'::jsonb,
  confidence        numeric(4,3) not null default 0,
  observation_count integer      not null default 1,
  last_observed_at  timestamptz  not null default now(),
  created_at        timestamptz  not null default now(),
  updated_at        timestamptz  not null default now(),

  constraint user_behavior_patterns_pkey primary key (id),
  constraint user_behavior_patterns_pattern_type_key unique (user_id, pattern_type),
  constraint user_behavior_patterns_confidence_check check (confidence between 0 and 1),
  constraint user_behavior_patterns_observation_count_check check (observation_count > 0)
);

-- What is surest about a person, and who shows a pattern most.
create index user_behavior_patterns_user_id_idx
  on user_behavior_patterns (user_id, confidence desc);
create index user_behavior_patterns_pattern_type_idx
  on user_behavior_patterns (pattern_type, confidence desc);
-- Patterns to forget, because they have not been seen for long.
create index user_behavior_patterns_last_observed_at_idx
  on user_behavior_patterns (last_observed_at);
create index user_behavior_patterns_pattern_data_idx
  on user_behavior_patterns using gin (pattern_data jsonb_path_ops);

create trigger user_behavior_patterns_set_updated_at
  before update on user_behavior_patterns
  for each row execute function set_updated_at();

comment on table user_behavior_patterns is 'What the assistant has learnt about how a person likes to work.';
comment on column user_behavior_patterns.user_id is 'Whose habit it is. Reference to users.id in auth (no foreign key: another database)';
comment on column user_behavior_patterns.confidence is 'From 0 (a guess) to 1 (seen again and again).';

-- question_effectiveness ----------------------------------------------------------------------

create table question_effectiveness (
  id                  uuid        not null default gen_random_uuid(),
  question_id         uuid        not null,
  user_id             uuid        not null,
  answer_quality      numeric(4,3),
  response_seconds    integer,
  specification_count integer     not null default 0,
  was_skipped         boolean     not null default false,
  needed_follow_up    boolean     not null default false,
  context             jsonb       not null default '{}'::jsonb,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),

  constraint question_effectiveness_pkey primary key (id),
  constraint question_effectiveness_user_id_key unique (question_id, user_id),
  constraint question_effectiveness_question_id_fkey
    foreign key (question_id) references questions (id) on delete cascade,
  constraint question_effectiveness_answer_quality_check check (answer_quality between 0 and 1),
  constraint question_effectiveness_response_seconds_check check (response_seconds >= 0),
  constraint question_effectiveness_specification_count_check check (specification_count >= 0)
);

-- How one person answers.
create index question_effectiveness_user_id_idx
  on question_effectiveness (user_id, created_at desc);
-- The questions that bring most, and those to be worded anew.
create index question_effectiveness_specification_count_idx
  on question_effectiveness (specification_count desc, answer_quality desc);
create index question_effectiveness_answer_quality_idx
  on question_effectiveness (answer_quality) where answer_quality is not null;
create index question_effectiveness_skipped_idx
  on question_effectiveness (created_at desc) where was_skipped;
create index question_effectiveness_follow_up_idx
  on question_effectiveness (created_at desc) where needed_follow_up;

create trigger question_effectiveness_set_updated_at
  before update on question_effectiveness
  for each row execute function set_updated_at();

comment on table question_effectiveness is 'How well a question worked with the person it was put to.';
comment on column question_effectiveness.user_id is 'Who was asked. Reference to users.id in auth (no foreign key: another database)';
comment on column question_effectiveness.answer_quality is 'From 0 (of no use) to 1. Null: not judged yet.';
comment on column question_effectiveness.specification_count is 'How many specifications came out of the answer.';

-- knowledge_base_documents --------------------------------------------------------------------

create table knowledge_base_documents (
  id             uuid         not null default gen_random_uuid(),
  project_id     uuid         not null,
  uploaded_by_id uuid         not null,
  title          varchar(255) not null,
  file_name      varchar(255),
  source_url     text,
  content_type   varchar(100) not null,
  content        text,
  checksum       varchar(64)  not null,
  size_bytes     bigint       not null,
  status         varchar(20)  not null default 'pending',
  error_message  text,
  tags           jsonb        not null default '[]'::jsonb,
  metadata       jsonb        not null default '{}'::jsonb,
  processed_at   timestamptz,
  created_at     timestamptz  not null default now(),
  updated_at     timestamptz  not null default now(),

  constraint knowledge_base_documents_pkey primary key (id),
  constraint knowledge_base_documents_checksum_key unique (project_id, checksum),
  constraint knowledge_base_documents_project_id_fkey
    foreign key (project_id) references projects (id) on delete cascade,
  constraint knowledge_base_documents_size_bytes_check check (size_bytes >= 0),
  constraint knowledge_base_documents_status_check
    check (status in ('pending', 'processing', 'ready', 'failed')),
  constraint knowledge_base_documents_tags_check check (jsonb_typeof(tags) = 'array')
);

-- A project's documents by age and by title, and those a person gave.
create index knowledge_base_documents_project_id_idx
  on knowledge_base_documents (project_id, created_at desc);
create index knowledge_base_documents_title_idx
  on knowledge_base_documents (project_id, lower(title));
create index knowledge_base_documents_uploaded_by_id_idx
  on knowledge_base_documents (uploaded_by_id, created_at desc);
-- What is still to be read, oldest first, and by which reader.
create index knowledge_base_documents_status_idx
  on knowledge_base_documents (status, created_at);
create index knowledge_base_documents_content_type_idx
  on knowledge_base_documents (content_type, status);
-- Has this page been read? By hash, because an address may be longer than a b-tree's key can be.
create index knowledge_base_documents_source_url_idx
  on knowledge_base_documents using hash (source_url);
-- The search box, and the filters beside it. What is in a document is found by its chunks: a whole
-- one may be longer than a tsvector can be.
create index knowledge_base_documents_search_idx
  on knowledge_base_documents using gin (to_tsvector('english', title));
create index knowledge_base_documents_tags_idx on knowledge_base_documents using gin (tags);
create index knowledge_base_documents_metadata_idx
  on knowledge_base_documents using gin (metadata jsonb_path_ops);

create trigger knowledge_base_documents_set_updated_at
  before update on knowledge_base_documents
  for each row execute function set_updated_at();

comment on table knowledge_base_documents is 'Documents that people gave the assistant to read for a project.';
comment on column knowledge_base_documents.uploaded_by_id is 'Who gave it. Reference to users.id in auth (no foreign key: another database)';
comment on column knowledge_base_documents.content is 'The text in it. Null until it has been read.';
comment on column knowledge_base_documents.checksum is 'SHA-256 of the file, in hexadecimal: a project takes a file once.';
comment on column knowledge_base_documents.tags is 'A list of words.';

-- migrate:down

drop table knowledge_base_documents;
drop table question_effectiveness;
drop table user_behavior_patterns;
drop table quality_metrics;
