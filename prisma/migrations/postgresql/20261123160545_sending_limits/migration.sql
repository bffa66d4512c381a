-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN     "answers" BOOLEAN,
ADD COLUMN     "editedAt" TIMESTAMP(3),
ADD COLUMN     "editedBy" TEXT,
ADD COLUMN     "originalSubject" TEXT,
ADD COLUMN     "originalText" TEXT,
ADD COLUMN     "releasedAt" TIMESTAMP(3),
ADD COLUMN     "releasedBy" TEXT;

-- CreateIndex
CREATE INDEX "OutboxItem_toAddress_status_idx" ON "OutboxItem"("toAddress", "status");

-- CreateIndex
CREATE INDEX "OutboxItem_programme_sentAt_idx" ON "OutboxItem"("programme", "sentAt");
