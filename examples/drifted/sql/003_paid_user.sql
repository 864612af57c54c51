-- Run by hand on 2024-11-04: whoever paid more than a year ago has not paid.

CREATE OR REPLACE VIEW paid_user AS
    SELECT user_id, max(paid_at) AS last_paid_at
    FROM payment
    WHERE paid_at > now() - interval '1 year'
    GROUP BY user_id;
