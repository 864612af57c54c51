-- Document embeddings: search by meaning, where the server has pgvector

-- migrate:up optional:extension=vector

create extension if not exists vector;

-- knowledge_base_documents --------------------------------------------------------------------

alter table knowledge_base_documents
  add column embedding       vector(1536),
  add column embedding_model varchar(100),
  add constraint knowledge_base_documents_embedding_check
    check ((embedding is null) = (embedding_model is null));

create index knowledge_base_documents_embedding_idx
  on knowledge_base_documents using hnsw (embedding vector_cosine_ops);

comment on column knowledge_base_documents.embedding is 'The meaning of its title and first lines, as a point. Null: not computed yet.';
comment on column knowledge_base_documents.embedding_model is 'The model that computed it. Points of two models cannot be compared.';

-- document_chunks -----------------------------------------------------------------------------

alter table document_chunks
  add column embedding       vector(1536),
  add column embedding_model varchar(100),
  add constraint document_chunks_embedding_check
    check ((embedding is null) = (embedding_model is null));

create index document_chunks_embedding_idx
  on document_chunks using hnsw (embedding vector_cosine_ops);
-- The pieces that wait for their embedding, oldest first.
create index document_chunks_to_embed_idx
  on document_chunks (created_at) where embedding is null;

comment on column document_chunks.embedding is 'The meaning of the content, as a point. Null: not computed yet.';
comment on column document_chunks.embedding_model is 'The model that computed it. Points of two models cannot be compared.';

-- migrate:down

drop index document_chunks_to_embed_idx;
drop index document_chunks_embedding_idx;
alter table document_chunks
  drop constraint document_chunks_embedding_check,
  drop column embedding_model,
  drop column embedding;

drop index knowledge_base_documents_embedding_idx;
alter table knowledge_base_documents
  drop constraint knowledge_base_documents_embedding_check,
  drop column embedding_model,
  drop column embedding;

-- The extension stays: it may have been here before, and others may use it.
