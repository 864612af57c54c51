-- Run by hand on 2024-07-22, for the first people who wanted to pay.
-- user_id is INTEGER, because "user".id is; the model is to follow.

CREATE TABLE subscription_plans (
    id SERIAL PRIMARY KEY,
    name VARCHAR(40) NOT NULL UNIQUE,
    monthly_price NUMERIC(10, 2) NOT NULL
);

CREATE TABLE subscriptions (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES "user"(id),
    plan_id INTEGER NOT NULL REFERENCES subscription_plans(id),
    started_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

CREATE INDEX ix_subscriptions_user_id ON subscriptions (user_id);
CREATE INDEX ix_subscriptions_plan_id ON subscriptions (plan_id);

INSERT INTO subscription_plans (name, monthly_price) VALUES ('small', 9.00), ('large', 29.00);
