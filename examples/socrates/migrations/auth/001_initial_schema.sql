-- Users and refresh tokens: who may come in, and for how long

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

-- users ---------------------------------------------------------------------------------------

create table users (
  id                  uuid         not null default gen_random_uuid(),
  email               varchar(255) not null,
  hashed_password     varchar(255) not null,
  is_active           boolean      not null default true,
  is_verified         boolean      not null default false,
  status              varchar(20)  not null default 'active',
  role                varchar(20)  not null default 'user',
  name                varchar(100),
  surname             varchar(100),
  username            varchar(50),
  subscription_tier   varchar(20)  not null default 'free',
  subscription_status varchar(20)  not null default 'none',
  stripe_customer_id  varchar(255),
  trial_ends_at       timestamptz,
  preferences         jsonb        not null default '{}'::jsonb,
  created_at          timestamptz  not null default now(),
  updated_at          timestamptz  not null default now(),

  constraint users_pkey primary key (id),
  constraint users_stripe_customer_id_key unique (stripe_customer_id),
  constraint users_email_check check (position('@' in email) > 1),
  constraint users_status_check check (status in ('active', 'invited', 'suspended', 'closed')),
  constraint users_is_active_check check (status = 'active' or not is_active),
  constraint users_role_check check (role in ('user', 'admin')),
  constraint users_subscription_tier_check
    check (subscription_tier in ('free', 'pro', 'team', 'enterprise')),
  constraint users_subscription_status_check
    check (subscription_status in ('none', 'trialing', 'active', 'past_due', 'canceled'))
);

-- An address and a name belong to one person, however they are typed.
create unique index users_email_key on users (lower(email));
create unique index users_username_key on users (lower(username));
-- The administrators' lists: by status, by role, by plan, by name.
create index users_status_created_at_idx on users (status, created_at desc);
create index users_role_status_idx on users (role, status);
create index users_subscription_tier_idx on users (subscription_tier, subscription_status);
create index users_surname_name_idx on users (lower(surname), lower(name));
-- Trials that end soon.
create index users_subscription_status_idx on users (subscription_status, trial_ends_at);
-- Few rows of many: addresses to be reminded, accounts that are shut.
create index users_unverified_idx on users (created_at) where not is_verified;
create index users_inactive_idx on users (updated_at) where not is_active;

create trigger users_set_updated_at
  before update on users
  for each row execute function set_updated_at();

comment on table users is 'The people who may sign in. The specs database refers to their ids.';
comment on column users.hashed_password is 'The password''s hash with its salt and cost, never the password.';
comment on column users.is_active is 'May sign in. Only an active account may; status says why another may not.';
comment on column users.is_verified is 'The person has shown that the address is theirs.';
comment on column users.role is 'What the product lets them do. Rights of administrators are in admin_users.';
comment on column users.subscription_tier is 'Copied from Stripe''s events, so that signing in needs no other database.';
comment on column users.stripe_customer_id is 'Id at Stripe, from the first payment on.';
comment on column users.preferences is 'Language, theme and the like, as the interface wants them.';

-- refresh_tokens ------------------------------------------------------------------------------

create table refresh_tokens (
  id           uuid         not null default gen_random_uuid(),
  user_id      uuid         not null,
  token        varchar(500) not null,
  expires_at   timestamptz  not null,
  is_revoked   boolean      not null default false,
  last_used_at timestamptz,
  ip_address   inet,
  user_agent   text,
  created_at   timestamptz  not null default now(),

  constraint refresh_tokens_pkey primary key (id),
  constraint refresh_tokens_token_key unique (token),
  constraint refresh_tokens_user_id_fkey
    foreign key (user_id) references users (id) on delete cascade,
  constraint refresh_tokens_expires_at_check check (expires_at > created_at)
);

-- All sign-ins of a person, and those that still hold.
create index refresh_tokens_user_id_idx on refresh_tokens (user_id, created_at desc);
create index refresh_tokens_live_idx on refresh_tokens (user_id, expires_at) where not is_revoked;
-- The nightly sweep of what has run out.
create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at);

comment on table refresh_tokens is 'One row for each sign-in: what a browser shows to get its next access token.';
comment on column refresh_tokens.token is 'A digest of the token. The token itself is only in the browser.';
comment on column refresh_tokens.is_revoked is 'Signed out, or withdrawn because it was used twice.';

-- migrate:down

drop table refresh_tokens;
drop table users;
drop function set_updated_at();
