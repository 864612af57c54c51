-- Language models and billing: keys of providers, what was used, and what is paid for it
-- elenchus:requires auth/001_initial_schema

-- migrate:up

-- api_keys ------------------------------------------------------------------------------------

create table api_keys (
  id            uuid         not null default gen_random_uuid(),
  user_id       uuid         not null,
  provider      varchar(50)  not null,
  name          varchar(100) not null,
  encrypted_key text         not null,
  key_hint      varchar(8)   not null,
  is_default    boolean      not null default false,
  status        varchar(20)  not null default 'active',
  metadata      jsonb        not null default '{}'::jsonb,
  expires_at    timestamptz,
  last_used_at  timestamptz,
  created_at    timestamptz  not null default now(),
  updated_at    timestamptz  not null default now(),

  constraint api_keys_pkey primary key (id),
  constraint api_keys_status_check check (status in ('active', 'revoked', 'expired'))
);

-- A person's keys bear different names; one of each provider is the default.
create unique index api_keys_name_key on api_keys (user_id, provider, lower(name));
create unique index api_keys_default_key on api_keys (user_id, provider) where is_default;
create index api_keys_user_id_idx on api_keys (user_id, created_at desc);
-- Which providers people use, and which keys no longer work.
create index api_keys_provider_idx on api_keys (provider, status);
create index api_keys_status_idx on api_keys (status, updated_at desc);
-- Keys to warn about: those that run out, and those nobody uses.
create index api_keys_expires_at_idx
  on api_keys (expires_at) where expires_at is not null and status = 'active';
create index api_keys_last_used_at_idx on api_keys (last_used_at nulls first);

create trigger api_keys_set_updated_at
  before update on api_keys
  for each row execute function set_updated_at();

comment on table api_keys is 'Keys of language model providers that people brought with them.';
comment on column api_keys.user_id is 'Whose key it is. Reference to users.id in auth (no foreign key: another database)';
comment on column api_keys.encrypted_key is 'The key, encrypted by the application. The database cannot read it.';
comment on column api_keys.key_hint is 'The last characters, to tell keys apart on the screen.';

-- llm_usage_tracking --------------------------------------------------------------------------

create table llm_usage_tracking (
  id            uuid          not null default gen_random_uuid(),
  user_id       uuid          not null,
  project_id    uuid,
  provider      varchar(50)   not null,
  model         varchar(100)  not null,
  operation     varchar(50)   not null,
  request_id    varchar(255),
  input_tokens  integer       not null default 0,
  output_tokens integer       not null default 0,
  total_tokens  integer       not null generated always as (input_tokens + output_tokens) stored,
  cost_usd      numeric(12,6) not null default 0,
  latency_ms    integer,
  status        varchar(20)   not null default 'succeeded',
  error_code    varchar(100),
  metadata      jsonb         not null default '{}'::jsonb,
  created_at    timestamptz   not null default now(),

  constraint llm_usage_tracking_pkey primary key (id),
  constraint llm_usage_tracking_request_id_key unique (provider, request_id),
  constraint llm_usage_tracking_project_id_fkey
    foreign key (project_id) references projects (id) on delete set null,
  constraint llm_usage_tracking_tokens_check check (input_tokens >= 0 and output_tokens >= 0),
  constraint llm_usage_tracking_cost_usd_check check (cost_usd >= 0),
  constraint llm_usage_tracking_latency_ms_check check (latency_ms >= 0),
  constraint llm_usage_tracking_status_check check (status in ('succeeded', 'failed', 'refused'))
);

-- What a person and a project used this month.
create index llm_usage_tracking_user_id_idx on llm_usage_tracking (user_id, created_at desc);
create index llm_usage_tracking_project_id_idx on llm_usage_tracking (project_id, created_at desc);
create index llm_usage_tracking_user_id_model_idx
  on llm_usage_tracking (user_id, model, created_at desc);
-- Cost and speed by model and by kind of call.
create index llm_usage_tracking_model_idx
  on llm_usage_tracking (provider, model, created_at desc);
create index llm_usage_tracking_operation_idx on llm_usage_tracking (operation, created_at desc);
-- Failures, as they come.
create index llm_usage_tracking_status_idx on llm_usage_tracking (status, created_at desc);
create index llm_usage_tracking_error_code_idx
  on llm_usage_tracking (error_code, created_at desc) where error_code is not null;
-- Rows come in order of time: months are found with a small index.
create index llm_usage_tracking_created_at_idx on llm_usage_tracking using brin (created_at);

comment on table llm_usage_tracking is 'Every call of a language model. Rows are added, and not changed.';
comment on column llm_usage_tracking.user_id is 'Who is charged for it. Reference to users.id in auth (no foreign key: another database)';
comment on column llm_usage_tracking.project_id is 'What it was for. Null once the project is deleted: the cost stays.';
comment on column llm_usage_tracking.operation is 'What the call did, such as ask_question or find_conflicts. An open list.';
comment on column llm_usage_tracking.request_id is 'The provider''s own id of the call.';

-- subscriptions -------------------------------------------------------------------------------

create table subscriptions (
  id                     uuid         not null default gen_random_uuid(),
  user_id                uuid         not null,
  stripe_subscription_id varchar(255) not null,
  tier                   varchar(20)  not null,
  status                 varchar(20)  not null,
  seats                  integer      not null default 1,
  cancel_at_period_end   boolean      not null default false,
  metadata               jsonb        not null default '{}'::jsonb,
  current_period_start   timestamptz  not null,
  current_period_end     timestamptz  not null,
  trial_ends_at          timestamptz,
  canceled_at            timestamptz,
  created_at             timestamptz  not null default now(),
  updated_at             timestamptz  not null default now(),

  constraint subscriptions_pkey primary key (id),
  constraint subscriptions_stripe_subscription_id_key unique (stripe_subscription_id),
  constraint subscriptions_tier_check check (tier in ('pro', 'team', 'enterprise')),
  constraint subscriptions_status_check
    check (status in ('trialing', 'active', 'past_due', 'canceled')),
  constraint subscriptions_seats_check check (seats > 0),
  constraint subscriptions_period_check check (current_period_end > current_period_start),
  constraint subscriptions_canceled_at_check
    check (status <> 'canceled' or canceled_at is not null)
);

-- At most one subscription of a person is alive.
create unique index subscriptions_live_key on subscriptions (user_id) where status <> 'canceled';
create index subscriptions_user_id_idx on subscriptions (user_id, created_at desc);
-- What is to be renewed, ended or charged for the first time.
create index subscriptions_status_idx on subscriptions (status, current_period_end);
create index subscriptions_ending_idx
  on subscriptions (current_period_end) where cancel_at_period_end;
create index subscriptions_trial_ends_at_idx
  on subscriptions (trial_ends_at) where status = 'trialing';
-- Income by plan.
create index subscriptions_tier_idx on subscriptions (tier, status);

create trigger subscriptions_set_updated_at
  before update on subscriptions
  for each row execute function set_updated_at();

comment on table subscriptions is 'What people pay for, as Stripe reports it.';
comment on column subscriptions.user_id is 'Who pays. Reference to users.id in auth (no foreign key: another database)';
comment on column subscriptions.cancel_at_period_end is 'Was cancelled, and runs to the end of what is paid.';

-- invoices ------------------------------------------------------------------------------------

create table invoices (
  id                uuid         not null default gen_random_uuid(),
  subscription_id   uuid         not null,
  user_id           uuid         not null,
  stripe_invoice_id varchar(255) not null,
  number            varchar(50),
  status            varchar(20)  not null default 'draft',
  currency          varchar(3)   not null default 'usd',
  amount_due        bigint       not null,
  amount_paid       bigint       not null default 0,
  hosted_url        text,
  metadata          jsonb        not null default '{}'::jsonb,
  period_start      timestamptz  not null,
  period_end        timestamptz  not null,
  due_at            timestamptz,
  paid_at           timestamptz,
  created_at        timestamptz  not null default now(),
  updated_at        timestamptz  not null default now(),

  constraint invoices_pkey primary key (id),
  constraint invoices_stripe_invoice_id_key unique (stripe_invoice_id),
  constraint invoices_number_key unique (number),
  constraint invoices_subscription_id_fkey
    foreign key (subscription_id) references subscriptions (id) on delete restrict,
  constraint invoices_status_check
    check (status in ('draft', 'open', 'paid', 'uncollectible', 'void')),
  constraint invoices_currency_check check (currency ~ '^[a-z]{3}$'),
  constraint invoices_amounts_check check (amount_due >= 0 and amount_paid >= 0),
  constraint invoices_period_check check (period_end >= period_start),
  constraint invoices_paid_at_check check ((status = 'paid') = (paid_at is not null))
);

-- The billing page of a subscription, and of a person.
create index invoices_subscription_id_idx on invoices (subscription_id, period_start desc);
create index invoices_user_id_idx on invoices (user_id, created_at desc);
-- What is owed and overdue, what came in, and the month's books.
create index invoices_status_idx on invoices (status, due_at);
create index invoices_paid_at_idx on invoices (paid_at desc) where paid_at is not null;
create index invoices_created_at_idx on invoices (created_at desc);

create trigger invoices_set_updated_at
  before update on invoices
  for each row execute function set_updated_at();

comment on table invoices is 'Bills, as Stripe wrote them. A subscription that was billed cannot be deleted.';
comment on column invoices.user_id is 'Who was billed. Reference to users.id in auth (no foreign key: another database)';
comment on column invoices.number is 'The number on the bill. Null while it is a draft.';
comment on column invoices.currency is 'ISO 4217 in lower case, as Stripe writes it.';
comment on column invoices.amount_due is 'In the currency''s smallest unit: cents, not dollars.';
comment on column invoices.amount_paid is 'In the currency''s smallest unit: cents, not dollars.';

-- migrate:down

drop table invoices;
drop table subscriptions;
drop table llm_usage_tracking;
drop table api_keys;
