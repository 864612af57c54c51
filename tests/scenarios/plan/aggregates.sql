-- Aggregate functions.

-- scenario: an aggregate is created
-- plan: create aggregate
-- before
-- after
create aggregate public.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');

-- scenario: an aggregate is dropped
-- plan: drop aggregate
-- before
create aggregate public.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
-- after

-- scenario: an aggregate over new functions is created
-- before
-- after
create function public.z_step(text, text) returns text language sql immutable as $$ select $1 || $2 $$;
create function public.z_end(text) returns text language sql immutable as $$ select $1 || '!' $$;
create aggregate public.joined(text) (
  sfunc = public.z_step, stype = text, finalfunc = public.z_end, initcond = 'it''s: '
);

-- scenario: the parameters of an aggregate change
-- before
create aggregate public.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
-- after
create aggregate public.total(integer) (
  sfunc = int4pl, stype = integer, initcond = '5', combinefunc = int4pl, parallel = safe,
  msfunc = int4pl, minvfunc = int4mi, mstype = integer, minitcond = '5', sspace = 8
);

-- scenario: the function of an aggregate is replaced by another
-- before
create function public.step(integer, integer) returns integer language sql immutable as $$ select $1 + $2 $$;
create aggregate public.total(integer) (sfunc = public.step, stype = integer);
-- after
create function public.other_step(integer, integer) returns integer language sql immutable as $$ select $1 + $2 $$;
create aggregate public.total(integer) (sfunc = public.other_step, stype = integer);

-- scenario: an ordered-set and a hypothetical-set aggregate are created
-- before
-- after
create aggregate public.middle(double precision order by anyelement) (
  sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra
);
create aggregate public.my_rank(variadic "any" order by variadic "any") (
  sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final,
  finalfunc_extra, hypothetical
);

-- scenario: an aggregate in a view changes
-- before
create table public.sales (shop bigint, total integer);
create aggregate public.total(integer) (sfunc = int4pl, stype = integer);
create view public.sums as select shop, public.total(total) as total from public.sales group by shop;
-- after
create table public.sales (shop bigint, total integer);
create aggregate public.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
create view public.sums as select shop, public.total(total) as total from public.sales group by shop;

-- scenario: the comment on an aggregate is set
-- plan: comment on aggregate
-- before
create aggregate public.total(integer) (sfunc = int4pl, stype = integer);
-- after
create aggregate public.total(integer) (sfunc = int4pl, stype = integer);
comment on aggregate public.total(integer) is 'Adds ''up''';

-- scenario: an aggregate has an operator to sort by
-- before
create function public.larger(numeric, numeric) returns numeric language sql immutable as $$ select greatest($1, $2) $$;
create aggregate public.dearest(numeric) (sfunc = public.larger, stype = numeric);
-- after
create function public.larger(numeric, numeric) returns numeric language sql immutable as $$ select greatest($1, $2) $$;
create aggregate public.dearest(numeric) (sfunc = public.larger, stype = numeric, sortop = >);

-- scenario: an aggregate becomes a function
-- before
create aggregate public.total(integer) (sfunc = int4pl, stype = integer);
-- after
create function public.total(integer) returns integer language sql immutable as $$ select $1 $$;
