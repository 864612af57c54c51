-- Whether the server counts scans; only a superuser can change that.
select pg_catalog.current_setting('track_counts') = 'on' as counted
