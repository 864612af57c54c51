-- Run by hand on 2024-10-30: the price list of the plant protection service, to be looked through once.

CREATE TABLE price_import (
    product VARCHAR(120) PRIMARY KEY,
    price_per_litre NUMERIC(10, 2) NOT NULL
);
