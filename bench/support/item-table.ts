/** The SQL of one of many tables, each with 10 columns, 4 indexes and a foreign key to one before. */
export function itemTable(index: number): string {
  const name = `t_${index}`
  return `create table ${name} (
  id uuid default gen_random_uuid() primary key,
  parent_id uuid references t_${Math.floor(index / 2)} on delete cascade,
  title text not null,
  slug character varying(255) not null,
  status text not null default 'new',
  amount numeric(12, 2),
  payload jsonb not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz
);
create index on ${name} (parent_id);
create index on ${name} (status, created_at desc);
create index on ${name} using gin (payload);`
}
