-- store-fill.sql - makes a large store larger: every report once more, in a story of its own kind, some
-- weeks later, with other words in it. For measuring alone: the records are those of the originals, and
-- nothing was read. :round is the number of the copy.
BEGIN IMMEDIATE;
CREATE TEMP TABLE shift AS SELECT (SELECT max(id) FROM story) AS story, (SELECT max(id) FROM report) AS report;
INSERT INTO story (id, title, first_day, last_day, reports, version)
    SELECT id + (SELECT story FROM shift), title || ' ' || :round, first_day + 30 * :round,
        last_day + 30 * :round, reports, version FROM story WHERE id <= :stories;
INSERT INTO report (id, story, name, identity, sha256, path, outlet, title, authors, url, published,
    first_day, last_day, language, problem)
    SELECT id + (SELECT report FROM shift), story + (SELECT story FROM shift), name || '-' || :round,
        identity || :round, sha256, path, outlet, title || ' ' || :round, authors, url, published,
        first_day + 30 * :round, last_day + 30 * :round, language, problem
    FROM report WHERE id <= :reports;
INSERT INTO original (report, bytes_sha256, format, url, outlet, title, author, published, content_type,
    size, packed, content)
    SELECT report + (SELECT report FROM shift), bytes_sha256 || :round, format, url, outlet, title, author,
        published, content_type, size, packed, content
    FROM original WHERE report <= :reports;
INSERT INTO clean (id, title, text)
    SELECT id + (SELECT report FROM shift), title || ' ' || :round,
        replace(replace(replace(text, ' people ', ' people' || :round || ' '), ' year', ' season'),
            'government', 'cabinet' || :round) || char(10) || char(10) || 'Place' || (id % 977) || :round
    FROM clean WHERE id <= :reports;
INSERT INTO words (rowid, title, text)
    SELECT id, title, text FROM clean WHERE id > (SELECT report FROM shift);
INSERT INTO term (term, day, report)
    SELECT term, day + 30 * :round, report + (SELECT report FROM shift) FROM term WHERE report <= :reports;
INSERT INTO mention (name, report, speaks)
    SELECT name, report + (SELECT report FROM shift), speaks FROM mention WHERE report <= :reports;
INSERT INTO record (story, version, engine, model, copies, claims, contested, statements, quotations,
    differences, size, json)
    SELECT story + (SELECT story FROM shift), version, engine, model, copies, claims, contested, statements,
        quotations, differences, size, json
    FROM record WHERE story <= :stories;
COMMIT;
