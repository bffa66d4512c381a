-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "body" TEXT,
ADD COLUMN     "files" JSONB,
ADD COLUMN     "threadOf" TEXT;

-- CreateTable
CREATE TABLE "StaffReply" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "previewId" TEXT NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "toAddress" TEXT NOT NULL,
    "toName" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "files" JSONB,
    "withdrawn" BOOLEAN NOT NULL,
    "approvedAt" TIMESTAMP(3),
    "approvedBy" TEXT,
    "told" TEXT,

    CONSTRAINT "StaffReply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "StaffReply_previewId_key" ON "StaffReply"("previewId");

-- CreateIndex
CREATE INDEX "StaffReply_questionId_idx" ON "StaffReply"("questionId");

-- CreateIndex
CREATE INDEX "StaffReply_approvedAt_told_idx" ON "StaffReply"("approvedAt", "told");

-- CreateIndex
CREATE UNIQUE INDEX "StaffReply_channel_ts_edition_key" ON "StaffReply"("channel", "ts", "edition");

-- CreateIndex
CREATE INDEX "Prompt_threadOf_idx" ON "Prompt"("threadOf");

-- CreateIndex
CREATE INDEX "Prompt_cardTs_idx" ON "Prompt"("cardTs");
