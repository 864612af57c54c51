-- What PostgreSQL 18 added.

create table shop.booking (
  room integer,
  during daterange,
  guest text not null,
  loud_guest text generated always as (guest || '!') virtual,
  constraint booking_pkey primary key (room, during without overlaps),
  constraint booking_guest unique (guest, during without overlaps)
);
create table shop.cleaning (
  room integer,
  during daterange,
  minutes integer,
  constraint cleaning_booking foreign key (room, period during)
    references shop.booking (room, period during),
  constraint cleaning_minutes check (minutes > 0) not enforced,
  constraint cleaning_room foreign key (room) references shop.shelf (id) not enforced
);
