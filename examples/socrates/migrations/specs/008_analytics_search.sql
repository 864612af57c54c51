-- Analytics and search: figures over time, documents in pieces, and what people want to be told
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- analytics_metrics ---------------------------------------------------------------------------

create table analytics_metrics (
  id           uuid          not null default gen_random_uuid(),
  user_id      uuid,
  metric_name  varchar(100)  not null,
  metric_value numeric(20,4) not null,
  period       varchar(20)   not null,
  period_start timestamptz   not null,
  dimensions   jsonb         not null default '{}'::jsonb,
  created_at   timestamptz   not null default now(),
  updated_at   timestamptz   not null default now(),

  constraint analytics_metrics_pkey primary key (id),
  constraint analytics_metrics_period_check check (period in ('hour', 'day', 'week', 'month'))
);

-- One figure for each period, of a person and of the whole product. Two indexes, because a null
-- differs from every other null.
create unique index analytics_metrics_of_user_key
  on analytics_metrics (user_id, metric_name, period, period_start, dimensions)
  where user_id is not null;
create unique index analytics_metrics_of_product_key
  on analytics_metrics (metric_name, period, period_start, dimensions)
  where user_id is null;
-- Curves: of a person, of a metric, of all metrics of one period.
create index analytics_metrics_user_id_idx on analytics_metrics (user_id, period_start desc);
create index analytics_metrics_metric_name_idx
  on analytics_metrics (metric_name, period_start desc);
create index analytics_metrics_period_idx on analytics_metrics (period, period_start desc);
-- Figures of one slice: dimensions @> '{"tier": "pro"}'.
create index analytics_metrics_dimensions_idx
  on analytics_metrics using gin (dimensions jsonb_path_ops);

create trigger analytics_metrics_set_updated_at
  before update on analytics_metrics
  for each row execute function set_updated_at();

comment on table analytics_metrics is 'Figures summed up by hour, day, week or month.';
comment on column analytics_metrics.user_id is 'Whose figure it is; null for the whole product. Reference to users.id in auth (no foreign key: another database)';
comment on column analytics_metrics.dimensions is 'What the figure is narrowed to, such as {"tier": "pro"}.';

-- document_chunks -----------------------------------------------------------------------------

create table document_chunks (
  id          uuid        not null default gen_random_uuid(),
  document_id uuid        not null,
  chunk_index integer     not null,
  content     text        not null,
  checksum    varchar(64) not null,
  token_count integer     not null default 0,
  metadata    jsonb       not null default '{}'::jsonb,
  created_at  timestamptz not null default now(),

  constraint document_chunks_pkey primary key (id),
  constraint document_chunks_chunk_index_key unique (document_id, chunk_index),
  constraint document_chunks_document_id_fkey
    foreign key (document_id) references knowledge_base_documents (id) on delete cascade,
  constraint document_chunks_chunk_index_check check (chunk_index >= 0),
  constraint document_chunks_token_count_check check (token_count >= 0)
);

-- Search by words; search by meaning comes with 010_document_embeddings.
create index document_chunks_search_idx
  on document_chunks using gin (to_tsvector('english', content));
create index document_chunks_metadata_idx
  on document_chunks using gin (metadata jsonb_path_ops);
-- The same piece in another document need not be read again.
create index document_chunks_checksum_idx on document_chunks (checksum);

comment on table document_chunks is 'Documents cut into pieces that fit a language model. A document is cut anew, not edited.';
comment on column document_chunks.chunk_index is 'Place within the document, from 0.';
comment on column document_chunks.checksum is 'SHA-256 of the content, in hexadecimal.';
comment on column document_chunks.metadata is 'Page, heading and the like.';

-- notification_preferences --------------------------------------------------------------------

create table notification_preferences (
  id         uuid         not null default gen_random_uuid(),
  user_id    uuid         not null,
  channel    varchar(20)  not null,
  event_type varchar(100) not null,
  is_enabled boolean      not null default true,
  frequency  varchar(20)  not null default 'immediate',
  settings   jsonb        not null default '{}'::jsonb,
  created_at timestamptz  not null default now(),
  updated_at timestamptz  not null default now(),

  constraint notification_preferences_pkey primary key (id),
  constraint notification_preferences_event_type_key unique (user_id, channel, event_type),
  constraint notification_preferences_channel_check check (channel in ('email', 'push', 'in_app')),
  constraint notification_preferences_frequency_check
    check (frequency in ('immediate', 'daily', 'weekly'))
);

-- Whom to tell of an event, at once or in the next digest.
create index notification_preferences_receivers_idx
  on notification_preferences (event_type, channel) where is_enabled;
create index notification_preferences_digest_idx
  on notification_preferences (frequency, user_id)
  where is_enabled and frequency <> 'immediate';
-- How many turned a channel off.
create index notification_preferences_channel_idx
  on notification_preferences (channel, is_enabled);

create trigger notification_preferences_set_updated_at
  before update on notification_preferences
  for each row execute function set_updated_at();

comment on table notification_preferences is 'What a person wants to be told, how and how often. No row: the product''s default.';
comment on column notification_preferences.user_id is 'Whose wish it is. Reference to users.id in auth (no foreign key: another database)';
comment on column notification_preferences.event_type is 'What happened, such as conflict.detected. An open list.';
comment on column notification_preferences.settings is 'Hours of rest, sound and the like.';

-- migrate:down

drop table notification_preferences;
drop table document_chunks;
drop table analytics_metrics;
