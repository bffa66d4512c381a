-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN "copiedAt" DATETIME;

-- CreateIndex
CREATE INDEX "OutboxItem_copiedAt_sentAt_idx" ON "OutboxItem"("copiedAt", "sentAt");
