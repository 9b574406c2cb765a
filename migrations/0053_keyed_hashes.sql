-- Hashes of bodies are keyed from now on. Those of registrations, whose bodies hold passwords, do not stay.
DELETE FROM idempotency
WHERE actor_key = 'anonymous';
