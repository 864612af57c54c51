-- What PostgreSQL 15 added.

create unlogged sequence shop.fleeting;
create table shop.shelf (
  id integer primary key,
  room integer,
  place integer not null,
  constraint shelf_place unique nulls not distinct (room, place),
  constraint shelf_above foreign key (room, place) references shop.shelf (room, place)
    on delete set null (room)
);
create unique index shelf_room on shop.shelf (room) nulls not distinct;
create view shop.my_shelf with (security_invoker) as select id from shop.shelf;
