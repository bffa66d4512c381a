-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN "answers" BOOLEAN;
ALTER TABLE "OutboxItem" ADD COLUMN "editedAt" DATETIME;
ALTER TABLE "OutboxItem" ADD COLUMN "editedBy" TEXT;
ALTER TABLE "OutboxItem" ADD COLUMN "originalSubject" TEXT;
ALTER TABLE "OutboxItem" ADD COLUMN "originalText" TEXT;
ALTER TABLE "OutboxItem" ADD COLUMN "releasedAt" DATETIME;
ALTER TABLE "OutboxItem" ADD COLUMN "releasedBy" TEXT;

-- CreateIndex
CREATE INDEX "OutboxItem_toAddress_status_idx" ON "OutboxItem"("toAddress", "status");

-- CreateIndex
CREATE INDEX "OutboxItem_programme_sentAt_idx" ON "OutboxItem"("programme", "sentAt");
